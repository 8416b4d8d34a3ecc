package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {
    /** Its line numbers are what the messages below tell. */
    private static final String GOOD = """
            owner: acme-ci
            servers:
              drone:
                type: drone
                url: https://drone.example.com
                token: ${TOKEN}
                rpc-secret: file:rpc.secret
                poll: 5s
                webhook: {listen: "0.0.0.0:8787", secret: "${TOKEN}"}
            accounts:
              local:
                provider: tin
                limit: 4
                options: {key: "${TOKEN}", zones: [a, b]}
                templates:
                  small:
                    price: 0.05
            pools:
              linux:
                server: drone
                labels: {size: small}
                agent: {type: exec, command: [drone-runner-exec, daemon], slots: 2}
                buy: [local/small]
                worth: $2.00
                machines: 4
            limits:
              machines: 10
              per-hour: 5.00
            safety:
              lease: 15m
            """;

    @TempDir
    Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void aConfigurationWithoutErrors() {
        shell = new Shell(directory)
                .with("TOKEN", "s3cr3t")
                .file("rpc.secret", "hush\n")
                .file("dynagents.yaml", GOOD);
        new PluginJar().packInto(directory.resolve("plugins/tin.jar"));
    }

    private Shell.Ran check(String yaml) {
        return shell.file("dynagents.yaml", yaml).run("check");
    }

    private Shell.Ran checkWith(String what, String instead) {
        assertThat(GOOD).contains(what);
        return check(GOOD.replace(what, instead));
    }

    @Test
    void aGoodConfigurationPasses() {
        Shell.Ran ran = shell.run("check");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("dynagents.yaml: no errors; 1 server, 1 account, 1 pool\n");
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    machines: 4         | machnes: 4         | 25:5: error: pools.linux.machnes: unknown key; did you mean "machines"? Known: agent, buy, floor, labels, machines, platform, server, worth
                    machines: 4         | machnes: 4         | 19:3: error: pools.linux.machines: is missing; expected a whole number
                    machines: 10        | machines: 0        | 27:13: error: limits.machines: must be more than zero, is "0"
                    machines: 10        | machines: -1       | 27:13: error: limits.machines: must be more than zero, is "-1"
                    machines: 10        | machines: ten      | 27:13: error: limits.machines: expected a whole number, found "ten"
                    machines: 10        | machines: [1, 2]   | 27:13: error: limits.machines: expected a whole number, found a list of 2
                    machines: 10        | machines:          | 27:12: error: limits.machines: expected a whole number, found nothing
                    per-hour: 5.00      | per-hour: -5       | 28:13: error: limits.per-hour: must be more than zero, is "-5"
                    per-hour: 5.00      | per-hour: $0       | 28:13: error: limits.per-hour: must be more than zero, is "$0"
                    limit: 4            | limit: 0           | 13:12: error: accounts.local.limit: must be more than zero, is "0"
                    lease: 15m          | lease: 15          | 30:10: error: safety.lease: expected a duration such as 90s, 15m, 2h or 1d, found "15"
                    lease: 15m          | lease: 0s          | 30:10: error: safety.lease: must be more than zero, is "0s"
                    lease: 15m          | lease: 2d          | 30:10: error: safety.lease: must not be longer than max-life
                    poll: 5s            | poll: "${POLL}"    | 8:11: error: servers.drone.poll: the environment variable POLL is not set
                    token: ${TOKEN}     | token: ${TOKN}     | 6:12: error: servers.drone.token: the environment variable TOKN is not set
                    token: ${TOKEN}     | token: ""          | 6:12: error: servers.drone.token: the secret is empty
                    token: ${TOKEN}     | tokn: x            | 3:3: error: servers.drone.token: is missing; expected a secret, as ${NAME} or file:PATH
                    type: drone         | type: jenkins      | 4:11: error: servers.drone.type: expected drone, found "jenkins"
                    https://drone       | drone              | 5:10: error: servers.drone.url: expected an address such as https://drone.example.com, found "drone.example.com"
                    "0.0.0.0:8787"      | 8787               | 9:23: error: servers.drone.webhook.listen: expected host:port such as 0.0.0.0:8787, found "8787"
                    "0.0.0.0:8787"      | "a:99999"          | 9:23: error: servers.drone.webhook.listen: expected host:port such as 0.0.0.0:8787, found "a:99999"
                    provider: tin       | provider: tim      | 12:15: error: accounts.local.provider: there is no provider "tim"; did you mean "tin"? Known: tin
                    price: 0.05         | prize: 0.05        | 17:9: error: accounts.local.templates.small.prize: unknown key; did you mean "price"? Known: cores, price
                    price: 0.05         | prize: 0.05        | 16:7: error: accounts.local.templates.small.price: is missing; expected an amount of dollars such as 0.05: Dollars an hour.
                    price: 0.05         | price: dear        | 17:16: error: accounts.local.templates.small.price: expected an amount of dollars such as 0.05, found "dear"
                    zones: [a, b]       | zones: a           | 14:39: error: accounts.local.options.zones: expected a list, such as [a, b], found "a"
                    server: drone       | server: drones     | 20:13: error: pools.linux.server: there is no server "drones"; did you mean "drone"? Known: drone
                    [local/small]       | [locl]             | 23:11: error: pools.linux.buy[0]: there is no account for "locl"; did you mean "local"? Known: local
                    [local/small]       | [local/smal]       | 23:11: error: pools.linux.buy[0]: there is no template for "local/smal"; did you mean "small"? Known: small
                    [local/small]       | [local, local]     | 23:18: error: pools.linux.buy[1]: "local" is in the list already
                    [local/small]       | []                 | 23:10: error: pools.linux.buy: expected at least one entry
                    machines: 4         | machines: 4\\n    floor: ["5 Mon-Fri 08:00-18:00 UTC"]  | 26:13: error: pools.linux.floor[0]: its machines must not be more than the pool's machines, which are 4
                    machines: 4         | machines: 40\\n    floor: ["6 Mon-Fri 08:00-18:00 UTC"]  | 26:13: error: pools.linux.floor[0]: its machines must not be more than the limits of the accounts that it buys at, which are 4
                    machines: 4         | machines: 4\\n    floor: ["2 Mo-Fr 08:00-18:00 UTC"]    | 26:13: error: pools.linux.floor[0]: its days: expected Mon, Tue, Wed, Thu, Fri, Sat, Sun, or a range such as Mon-Fri, or several with commas; found "2 Mo-Fr 08:00-18:00 UTC"
                    machines: 4         | machines: 4\\n    floor: 2                              | 26:12: error: pools.linux.floor: expected a list, such as [a, b], found "2"
                    worth: $2.00        | worth: much        | 24:12: error: pools.linux.worth: expected an amount of dollars such as 0.05, found "much"
                    command: [drone-runner-exec, daemon], | ` ` | 22:5: error: pools.linux.agent.image: is missing; expected an image (a container), or a command (a program of the machine)
                    owner: acme-ci      | owner: Acme CI     | 1:8: error: owner: expected a name of a-z, 0-9 and -, beginning with a letter, at most 40 characters; found "Acme CI"
                    acme-ci             | acme-ci\\nplugins: nowhere | 2:10: error: plugins: there is no folder
                    """)
    void eachErrorTellsItsPlaceAndWhatWasExpected(String what, String instead, String message) {
        Shell.Ran ran = checkWith(what, instead.replace("\\n", "\n"));

        assertThat(ran.err()).contains("dynagents.yaml:" + message);
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    @Test
    void aFloorIsHeldAgainstTheTightestLimitOnly() {
        String floor = GOOD.replace("machines: 4", "machines: 40\n    floor: [\"6 Mon-Fri 08:00-18:00 UTC\"]");

        assertThat(check(floor.replace("machines: 10", "machines: 3")).err().lines())
                .containsExactly("dynagents.yaml:26:13: error: pools.linux.floor[0]: its machines must not be more than"
                        + " limits.machines, which are 3");
        assertThat(check(floor.replace("    limit: 4\n", "")).err()).isEmpty();
    }

    @Test
    void aFloorMayBeAsHighAsItsAccountsTogetherHold() {
        String two = GOOD.replace("accounts:\n", """
                        accounts:
                          more:
                            provider: tin
                            limit: 2000000000
                            options: {key: "${TOKEN}", zones: [a, b]}
                            templates: {small: {price: 0.05}}
                        """)
                .replace("[local/small]", "[local/small, more/small, more]")
                .replace("limit: 4", "limit: 2000000000")
                .replace("machines: 4", "machines: 40\n    floor: [\"6 Mon-Fri 08:00-18:00 UTC\"]");
        assertThat(check(two).err()).isEmpty();
        assertThat(check(two.replace("limit: 2000000000", "limit: 2")).err())
                .contains("more than the limits of the accounts that it buys at, which are 4");
    }

    @Test
    void allErrorsAreToldAtOnceInTheFilesOrder() {
        Shell.Ran ran = check(GOOD.replace("poll: 5s", "poll: soon")
                .replace("limit: 4", "limit: 0")
                .replace("[local/small]", "[elsewhere]")
                .replace("per-hour: 5.00", "perhour: 5.00"));

        assertThat(ran.err().lines())
                .containsExactly(
                        "dynagents.yaml:8:11: error: servers.drone.poll: expected a duration such as 90s, 15m, 2h or 1d,"
                                + " found \"soon\"",
                        "dynagents.yaml:13:12: error: accounts.local.limit: must be more than zero, is \"0\"",
                        "dynagents.yaml:23:11: error: pools.linux.buy[0]: there is no account for \"elsewhere\"; known: local",
                        "dynagents.yaml:26:1: error: limits.per-hour: is missing; expected an amount of dollars such as"
                                + " 0.05",
                        "dynagents.yaml:28:3: error: limits.perhour: unknown key; did you mean \"per-hour\"? Known:"
                                + " machines, per-hour, purchases-per-hour, worst-case");
    }

    @Test
    void theAddressThatAlertsGoToMustBeOneAndIsNotShown() {
        Shell.Ran wrong = check(GOOD + "alerts: {webhook: {url: \"${TOKEN}\"}}\n");
        assertThat(wrong.err())
                .isEqualTo("dynagents.yaml:31:25: error: alerts.webhook.url: expected an address such as"
                        + " https://alerts.example.com/hook\n");
        assertThat(wrong.code()).isEqualTo(ExitCode.CONFIGURATION.code());

        shell.with("HOOK", "https://alerts.example.com/hook/s3cr3t?x=y");
        assertThat(check(GOOD + "alerts: {webhook: {url: \"${HOOK}\"}}\n").code())
                .isEqualTo(ExitCode.OK.code());
    }

    @Test
    void twoAccountsOfOneNameShowBothLines() {
        Shell.Ran ran =
                checkWith("pools:\n", "  local:\n    provider: tin\n    templates: {big: {price: 1}}\npools:\n");

        assertThat(ran.err())
                .isEqualTo("dynagents.yaml:18:3: error: accounts.local: the key \"local\" is here a second time; the"
                        + " first is at dynagents.yaml:11:3\n");
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    @Test
    void aSecretThatIsSetIsNeverShown() {
        Shell.Ran ran = check(GOOD.replace("poll: 5s", "poll: ${TOKEN}")
                .replace("machines: 10", "machines: ${TOKEN}")
                .replace("provider: tin", "provider: ${TOKEN}")
                .replace("owner: acme-ci", "owner: ${TOKEN}.${TOKEN}")
                .replace("[local/small]", "[\"local/${TOKEN}\", \"${TOKEN}\", \"${TOKEN}\"]")
                .replace("server: drone", "server: ${TOKEN}"));

        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(ran.err()).contains("found \"${TOKEN}\"").doesNotContain("s3cr3t");
        assertThat(ran.err().lines()).hasSize(8);
    }

    @Test
    void aSecretFileThatIsMissingIsNamed() {
        Shell.Ran ran = checkWith("file:rpc.secret", "file:other.secret");

        assertThat(ran.err())
                .isEqualTo("dynagents.yaml:7:17: error: servers.drone.rpc-secret: there is no file "
                        + directory.resolve("other.secret") + "\n");
    }

    @Test
    void aSecretInTheFileItselfIsAWarning() {
        Shell.Ran ran = checkWith("token: ${TOKEN}", "token: open-sesame");

        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        assertThat(ran.err())
                .contains("dynagents.yaml:6:12: warning: servers.drone.token: the secret itself stands in the file")
                .doesNotContain("open-sesame");
    }

    @Test
    void brokenYamlTellsWhere() {
        Shell.Ran ran = check("owner: acme\nservers: [a, b\nlimits: 3\n");

        assertThat(ran.err()).startsWith("dynagents.yaml:3:").contains("error: this is no YAML: ");
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    @Test
    void anEmptyFileAMissingFileAndAListAreToldApart() {
        assertThat(check("").err()).contains("dynagents.yaml:1:1: error: the file is empty; \"dynagents init\"");
        assertThat(check("- a\n").err()).contains("expected keys with values, found a list of 1");
        assertThat(shell.run("check", "--config", "none.yaml").err())
                .isEqualTo("none.yaml:1:1: error: there is no such file; make one with: dynagents init > none.yaml\n");
    }

    @Test
    void everythingThatIsMissingFromAnAlmostEmptyFileIsListed() {
        assertThat(check("owner: x\n").err().lines())
                .contains(
                        "dynagents.yaml:1:1: error: servers: is missing; expected at least one entry",
                        "dynagents.yaml:1:1: error: accounts: is missing; expected at least one entry",
                        "dynagents.yaml:1:1: error: pools: is missing; expected at least one entry",
                        "dynagents.yaml:1:1: error: limits.machines: is missing; expected a whole number");
    }

    @Test
    void scriptsGetJson() {
        Shell.Ran ran = shell.file("dynagents.yaml", GOOD.replace("limit: 4", "limit: 0"))
                .run("check", "--json");

        assertThat(ran.out().replaceAll("\\s+", ""))
                .isEqualTo(
                        "{\"file\":\"dynagents.yaml\",\"ok\":false,\"problems\":[{\"severity\":\"error\",\"line\":13,"
                                + "\"column\":12,\"path\":\"accounts.local.limit\",\"message\":\"mustbemorethanzero,is\\\"0\\\"\"}]}");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    @Test
    void aProviderMayRefuseSettingsThatMakeNoSenseTogether() {
        new PluginJar()
                .opening("if (true) throw new IllegalArgumentException(\"option \\\"dir\\\": two of them\");")
                .packInto(directory.resolve("plugins/tin.jar"));

        assertThat(shell.run("check").err())
                .isEqualTo("dynagents.yaml:11:3: error: accounts.local: option \"dir\": two of them\n");
    }

    @Test
    void aProviderThatFailsToOpenIsNamedWithItsJar() {
        new PluginJar()
                .opening("if (true) throw new NoSuchMethodError(\"gone\");")
                .packInto(directory.resolve("plugins/tin.jar"));

        Shell.Ran ran = shell.run("check");

        assertThat(ran.err())
                .startsWith("dynagents.yaml:11:3: error: accounts.local: provider \"tin\" from ")
                .contains("tin.jar failed to open: it was compiled against something else than it meets here")
                .contains("gone");
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    @Test
    void aProviderWhoseOwnDefaultIsFaultyIsNamed() {
        new PluginJar().defaultCores("many").packInto(directory.resolve("plugins/tin.jar"));

        Shell.Ran ran = shell.run("check");

        assertThat(ran.err())
                .startsWith("dynagents.yaml:16:7: error: accounts.local.templates.small.cores: the provider itself is"
                        + " faulty in what it says of this option: ");
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }
}
