package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in Parameter Store, and how a machine fetches them: with real shells and a real curl. */
class SecretsTest {
    private static final String ODD = "with 'quotes', \"both\",\na second line, $HOME and ünicode";

    @AutoClose
    private final Site site = new Site();

    @AutoClose
    private final LoopbackHttp metadata = new LoopbackHttp(0, SecretsTest::metadata);

    SecretsTest() throws IOException {}

    @BeforeEach
    void keepsSecretsInParameters() {
        site.gate.makeProfile("machines");
        site.account("secrets", "ssm").account("instance-profile", "machines");
    }

    private static Conduct metadata(LoopbackHttp.Request request) {
        boolean hasToken = "the-token".equals(request.headers().get("x-aws-ec2-metadata-token"));
        return switch (request.path()) {
            case "/latest/api/token" ->
                request.method().equals("PUT") ? answer(200, "the-token") : answer(405, "by PUT");
            case "/latest/meta-data/iam/security-credentials/" -> answer(hasToken ? 200 : 401, "machines");
            case "/latest/meta-data/iam/security-credentials/machines" -> answer(hasToken ? 200 : 401, """
                    {
                      "Code" : "Success",
                      "AccessKeyId" : "ASIAEXAMPLE",
                      "SecretAccessKey" : "wJalrXUtnFEMI/K7MDENG",
                      "Token" : "session/token+with=signs"
                    }""");
            default -> answer(404, "");
        };
    }

    private static Conduct answer(int status, String body) {
        return new Conduct.Answer(status, Map.of(), body);
    }

    private Machine bought(Machines machines) throws Failure {
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .image("example/agent")
                .secrets(Map.of("FIRST", new Secret(ODD), "SECOND", new Secret("")))
                .build();
        return machines.buy(site.purchase("ci-a").withAgent(agent));
    }

    private String fetched(String shell) throws Exception {
        String body = UserData.fetching(
                Gate.REGION, "/dynagents/ci/machines/ci-a", site.gate.address(), metadata.address() + "/latest");
        Process process = new ProcessBuilder(
                        shell.equals("busybox")
                                ? new String[] {"busybox", "sh", "-c", body}
                                : new String[] {shell, "-c", body})
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("its status, after printing " + printed)
                .isZero();
        return printed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void aMachineFetchesThemByItsRole(String shell) throws Exception {
        Assumptions.assumeTrue(isThere(shell) && isThere("curl"), shell + " or curl is missing");
        try (Machines machines = site.open()) {
            bought(machines);
        }
        assertThat(fetched(shell))
                .isEqualTo("FIRST " + Base64.getEncoder().encodeToString(ODD.getBytes(StandardCharsets.UTF_8))
                        + "\nSECOND \n");
        LoopbackHttp.Request request = site.gate.last("GetParameter").orElseThrow();
        assertThat(request.headers())
                .containsEntry("x-amz-security-token", "session/token+with=signs")
                .hasEntrySatisfying(
                        "authorization",
                        it -> assertThat(it)
                                .contains("Credential=ASIAEXAMPLE/")
                                .contains("/eu-central-1/ssm/aws4_request"));
    }

    private static boolean isThere(String program) {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Stream.of(path.split(":", -1)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void othersUnderTheSameNameAreRefused() throws Failure {
        try (Machines machines = site.open()) {
            bought(machines);
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        }
    }

    @Test
    void whatIsTooLongForAParameterIsRefusedBeforeAnythingIsBought() {
        AgentSpec agent = Site.agent().toBuilder()
                .secrets(Map.of("LONG", new Secret("x".repeat(4000))))
                .build();
        try (Machines machines = site.open()) {
            Failure failure =
                    Site.failure(() -> machines.buy(site.purchase("ci-a").withAgent(agent)));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
            assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
            assertThat(failure).hasMessageContaining("use secrets: user-data");
            assertThat(site.gate.requests("RunInstances")).isZero();
        }
    }

    @Test
    void ownersThatDifferHaveFoldersThatDiffer() {
        assertThat(Parameters.folder("my ci")).isEqualTo("/dynagents/my_20ci/machines/");
        assertThat(Parameters.folder("my_20ci")).isNotEqualTo(Parameters.folder("my ci"));
        assertThat(Parameters.folder("a/b")).isEqualTo("/dynagents/a_2fb/machines/");
    }
}
