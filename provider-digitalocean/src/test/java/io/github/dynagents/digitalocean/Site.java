package io.github.dynagents.digitalocean;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.testkit.tck.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;

/** The provider, opened over a fake DigitalOcean. */
final class Site implements AutoCloseable {
    static final String OWNER = "ci";

    final MovedClock clock;
    final FakeDigitalOcean fake;
    private final Map<String, Object> account = new TreeMap<>();
    private final Map<String, Object> template = new TreeMap<>();

    Site() {
        this("2026-11-24T12:00:00Z");
    }

    Site(String now) {
        clock = new MovedClock(now);
        try {
            fake = new FakeDigitalOcean(clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        account.put("token", new Secret(FakeDigitalOcean.TOKEN));
        account.put("endpoint", fake.address());
        account.put("regions", List.of("fra1"));
        template.put("sizes", List.of("s-2vcpu-4gb"));
        template.put("image", "docker-20-04");
    }

    Site account(String option, Object value) {
        account.put(option, value);
        return this;
    }

    Site template(String option, Object value) {
        template.put(option, value);
        return this;
    }

    Machines open() {
        return open(OWNER);
    }

    Machines open(String owner) {
        DigitalOceanMachinesFactory factory = new DigitalOceanMachinesFactory();
        return factory.open(
                Settings.read(factory.accountOptions(), account),
                new TreeMap<>(Map.of("small", Settings.read(factory.templateOptions(), template))),
                context(owner, clock));
    }

    static Context context(String owner, InstantSource clock) {
        return TestContext.of("main", owner, clock);
    }

    Purchase purchase(String name) {
        Instant now = clock.instant();
        Duration life = Duration.ofHours(4);
        return new Purchase(
                new MachineName(name),
                OWNER,
                "linux",
                new OfferingId("main", "small/s-2vcpu-4gb/fra1"),
                agent(Map.of("COLOUR", "teal")),
                new Lease(now.plus(life), life, false),
                Duration.ofMinutes(30),
                life,
                now.plus(Duration.ofSeconds(30)));
    }

    static AgentSpec agent(Map<String, String> env) {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, 2)
                .image("drone/drone-runner-docker:1")
                .env(env)
                .build();
    }

    static Machine machine(String name, String nativeId) {
        return Machine.builder(new MachineName(name), nativeId, Instant.EPOCH).build();
    }

    /** What a call fails with. */
    static Failure failure(ThrowableAssert.ThrowingCallable call) {
        return Assertions.catchThrowableOfType(Failure.class, call);
    }

    List<String> ownTags() {
        return List.of(new DropletTags(OWNER).owner());
    }

    @Override
    public void close() throws IOException {
        fake.close();
    }
}
