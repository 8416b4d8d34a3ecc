package io.github.dynagents.aws;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.testkit.tck.LivePace;
import io.github.dynagents.testkit.tck.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;

/** The provider, opened over moto behind a gate. */
final class Site implements AutoCloseable {
    static final String OWNER = "ci";
    static final String SECRET = "runner-secret-of-the-site";
    private static final Duration LIFE = Duration.ofHours(4);

    final LivePace pace = new LivePace();
    final Gate gate = new Gate(pace.clock());
    private final Map<String, Object> account = new TreeMap<>(Map.of(
            "region",
            Gate.REGION,
            "endpoint",
            gate.address(),
            "access-key",
            "AKIAEXAMPLE",
            "secret-key",
            new Secret("wJalrXUtnFEMI-bPxRfiCYEXAMPLEKEY")));
    private final Map<String, Object> template = new TreeMap<>(
            Map.of("types", List.of("c5.xlarge"), "image", AwsBackend.IMAGE, "price", Money.dollars("0.20")));

    Site account(String option, Object value) {
        account.put(option, value);
        return this;
    }

    Site template(String option, Object value) {
        template.put(option, value);
        return this;
    }

    Site without(String option) {
        template.remove(option);
        account.remove(option);
        return this;
    }

    Machines open() {
        AwsMachinesFactory factory = new AwsMachinesFactory();
        return factory.open(
                Settings.read(factory.accountOptions(), account),
                new TreeMap<>(Map.of("small", Settings.read(factory.templateOptions(), template))),
                context(pace.clock()));
    }

    /** Two templates, each with some options of its own. */
    Machines open(String one, Map<String, Object> its, String other, Map<String, Object> others) {
        AwsMachinesFactory factory = new AwsMachinesFactory();
        return factory.open(
                Settings.read(factory.accountOptions(), account),
                new TreeMap<>(Map.of(one, template(its), other, template(others))),
                context(pace.clock()));
    }

    private Settings template(Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(template);
        all.putAll(more);
        return Settings.read(Template.options(), all);
    }

    Setup setup() {
        return Setup.read(Settings.read(Setup.options(), account));
    }

    static Context context(InstantSource clock) {
        return TestContext.of("main", OWNER, clock);
    }

    /** Of a machine in the first zone. */
    Purchase purchase(String name, String typeAndZone, String capacity) {
        Instant now = pace.now().truncatedTo(ChronoUnit.SECONDS);
        return new Purchase(
                new MachineName(name),
                OWNER,
                "linux",
                new OfferingId("main", "small/" + typeAndZone + "/" + capacity),
                agent(),
                new Lease(now.plus(LIFE), LIFE, false),
                Duration.ofMinutes(30),
                LIFE,
                now.plus(Duration.ofSeconds(30)));
    }

    Purchase purchase(String name) {
        return purchase(name, "c5.xlarge/eu-central-1a", "on-demand");
    }

    static AgentSpec agent() {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, 2)
                .image("drone/drone-runner-docker:1")
                .env(Map.of("COLOUR", "teal"))
                .secrets(Map.of("DRONE_RPC_SECRET", new Secret(SECRET)))
                .build();
    }

    /** What EC2 has of an instance. */
    String shown(Machine machine) {
        return gate.ec2("DescribeInstances", "InstanceId.1", machine.nativeId());
    }

    /** What a call fails with. */
    static Failure failure(ThrowableAssert.ThrowingCallable call) {
        return Assertions.catchThrowableOfType(Failure.class, call);
    }

    /** What an examination finds wrong, or warns of. */
    List<String> found() throws Failure {
        try (Machines machines = open()) {
            return machines.examine().stream()
                    .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                    .map(Finding::toString)
                    .toList();
        }
    }

    @Override
    public void close() {
        gate.close();
    }
}
