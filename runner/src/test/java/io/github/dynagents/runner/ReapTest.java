package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReapTest {
    private static final Duration YOUNG = Duration.ofMinutes(3);
    private static final Duration OLD = Duration.ofHours(9);

    /** All that reap needs. */
    private static final String LEAST = """
            owner: acme-ci
            accounts:
              shed:
                provider: shed
                options: {dir: shed, key: "${SHED_KEY}"}
            """;

    private static final String WHOLE = """
            servers:
              drone:
                type: drone
                url: ${NOT_SET}
                token: ${NOT_SET}
                rpc-secret: file:nowhere
            pools:
              linux:
                server: drone
                agent: {type: exec, command: [run], env: {A: "${NOT_SET}"}}
                buy: [shed]
                worth: ${NOT_SET}
                machines: 4
            limits: {machines: "${NOT_SET}"}
            """;

    @TempDir
    Path directory = Path.of("");

    private Shell shell = new Shell(directory);
    private Shed shed = new Shed(directory);

    @BeforeEach
    void anAccountInAShed() {
        shell = new Shell(directory).with("SHED_KEY", "s3cr3t").file("dynagents.yaml", LEAST);
        shed = new Shed(directory.resolve("shed"));
        Shed.packInto(directory.resolve("plugins/shed.jar"));
    }

    private void assertCode(Shell.Ran ran, ExitCode code) {
        assertThat(ran.code()).as(ran.err() + ran.out()).isEqualTo(code.code());
    }

    @Test
    void whatIsOverItsLeaseByTheMarginIsReleasedAndNothingElse() {
        shed.up("acme-ci.fresh", OLD, Duration.ofMinutes(10))
                .up("acme-ci.draining", OLD, Duration.ofMinutes(-59)) // within the grace of an hour
                .up("acme-ci.closing", OLD, Duration.ofMinutes(-64)) // within the margin
                .up("acme-ci.over", OLD, Duration.ofMinutes(-67));

        Shell.Ran ran = shell.run("reap", "--yes");

        assertThat(ran.out())
                .startsWith("to be released, of 4 machine(s) of owner acme-ci:\n  over (shed): over its lease since 20")
                .endsWith("released over (shed)\n1 machine(s) released\n");
        assertThat(shed.left()).containsExactly("acme-ci.closing", "acme-ci.draining", "acme-ci.fresh");
        assertCode(ran, ExitCode.OK);
    }

    @Test
    void whatIsOverItsLifeIsReleasedThoughItsLeaseIsMoved() {
        shed.up("acme-ci.old", Duration.ofMinutes(13 * 60 + 3), Duration.ofMinutes(10))
                .up("acme-ci.older", Duration.ofMinutes(13 * 60 + 7), Duration.ofMinutes(10));

        Shell.Ran ran = shell.run("reap", "--yes");

        assertThat(ran.out()).contains("  older (shed): over its life since 20");
        assertThat(shed.left()).containsExactly("acme-ci.old");
    }

    @Test
    void whatIsPoweredOffAndBilledIsReleasedAtOnce() {
        shed.remnant("acme-ci.off");

        assertThat(shell.run("reap", "--yes").out()).contains("  off (shed): powered off, and billed all the same\n");
        assertThat(shed.left()).isEmpty();
    }

    @Test
    void theMarginIsConfigurable() {
        shell.file("dynagents.yaml", LEAST + "safety: {grace: 10m, reap-margin: 1h}\n");
        shed.up("acme-ci.within", OLD, Duration.ofMinutes(-70)).up("acme-ci.over", OLD, Duration.ofMinutes(-72));

        assertCode(shell.run("reap", "--yes"), ExitCode.OK);
        assertThat(shed.left()).containsExactly("acme-ci.within");
    }

    @Test
    void allReleasesEverythingOfThisOwnerAndNothingOfAnother() {
        shed.up("acme-ci.fresh", YOUNG, Duration.ofMinutes(10))
                .up("other.over", OLD, Duration.ofHours(-8))
                .remnant("acme-ci-2.off");

        Shell.Ran ran = shell.run("reap", "--all", "--yes");

        assertThat(ran.out()).contains("  fresh (shed): all are to go\n");
        assertThat(shed.left()).containsExactly("acme-ci-2.off", "other.over");
        assertCode(ran, ExitCode.OK);
    }

    @Test
    void atATerminalItShowsThemAndAsks() {
        shed.remnant("acme-ci.a").remnant("acme-ci.b").remnant("acme-ci.c");

        Shell.Ran ran = shell.answering("y").run("reap");

        assertThat(shell.asked()).containsExactly("release these 3 machines? [y/N]");
        assertThat(ran.out()).endsWith("3 machine(s) released\n");
        assertThat(shed.left()).isEmpty();
    }

    @Test
    void whateverIsNoYesIsANo() {
        shed.remnant("acme-ci.off");
        for (String answer : new String[] {"", "n", "yesterday", "Y N"}) {
            Shell.Ran ran = shell.answering(answer).run("reap", "--all");

            assertThat(ran.out()).endsWith("nothing was released\n");
            assertCode(ran, ExitCode.UNCONFIRMED);
        }
        assertThat(shed.left()).containsExactly("acme-ci.off");
        assertThat(shell.asked()).hasSize(4).containsOnly("release this machine? [y/N]");
    }

    @Test
    void withoutATerminalNothingIsReleasedUnlessYesIsSaid() {
        shed.remnant("acme-ci.off");

        Shell.Ran ran = shell.run("reap");

        assertThat(ran.out()).contains("  off (shed): ").endsWith("nothing was released\n");
        assertThat(ran.err()).contains("there is no terminal to ask at; --yes says yes");
        assertThat(shed.left()).containsExactly("acme-ci.off");
        assertCode(ran, ExitCode.UNCONFIRMED);
    }

    @Test
    void whereNothingIsOverItSaysSoAndAsksNobody() {
        shed.up("acme-ci.fresh", YOUNG, Duration.ofMinutes(10));

        Shell.Ran ran = shell.answering("y").run("reap");

        assertThat(ran.out())
                .isEqualTo("nothing to release: 1 machine(s) of owner acme-ci were found, none of them over\n");
        assertThat(shell.asked()).isEmpty();
        assertCode(ran, ExitCode.OK);
    }

    @Test
    void jsonShowsTheSameAndActsWithYesOnly() {
        shed.remnant("acme-ci.off");

        Shell.Ran looked = shell.answering("y").run("reap", "--json");
        assertThat(looked.out())
                .contains("\"machine\": \"off\"", "\"why\": \"powered off, and billed all the same\"")
                .contains("\"confirmed\": false", "\"released\": false");
        assertThat(shell.asked()).isEmpty();
        assertThat(shed.left()).hasSize(1);
        assertCode(looked, ExitCode.UNCONFIRMED);

        Shell.Ran acted = shell.run("reap", "--json", "--yes");
        assertThat(acted.out()).contains("\"confirmed\": true", "\"released\": true");
        assertThat(shed.left()).isEmpty();
        assertCode(acted, ExitCode.OK);
    }

    @Test
    void aMachineThatCannotBeReleasedStopsNoOther() {
        shed.remnant("acme-ci.a-stuck")
                .remnant("acme-ci.b")
                .remnant("acme-ci.c")
                .remnant("acme-ci.d-stuck");

        Shell.Ran ran = shell.run("reap", "--yes");

        assertThat(ran.out())
                .contains("could not release a-stuck (shed): ", "it is nailed to the floor")
                .endsWith("2 machine(s) released, 2 failure(s)\n");
        assertThat(shed.left()).containsExactly("acme-ci.a-stuck", "acme-ci.d-stuck");
        assertCode(ran, ExitCode.OUTSIDE);
    }

    @Test
    void aReleaseThatFailsIsTriedOnceMore() {
        shed.remnant("acme-ci.a-flaky").remnant("acme-ci.b");

        Shell.Ran ran = shell.run("reap", "--yes");

        assertThat(ran.out()).contains("released a-flaky (shed)").endsWith("2 machine(s) released\n");
        assertThat(shed.left()).containsExactly("acme-ci.a-flaky.tried");
        assertCode(ran, ExitCode.OK);
    }

    @Test
    void anAccountThatCannotBeListedStopsNoOther() {
        shell.file("dynagents.yaml", LEAST + "  barn: {provider: shed, options: {dir: barn, key: x}}\n");
        new Shed(directory.resolve("barn")).down();
        shed.remnant("acme-ci.off");

        Shell.Ran ran = shell.run("reap", "--yes");

        assertThat(ran.out()).contains("account barn could not be listed: ", "1 machine(s) released");
        assertThat(shed.left()).isEmpty();
        assertCode(ran, ExitCode.OUTSIDE);
    }

    @Test
    void ofTheDaemonsConfigurationTheSecretsOfTheRestNeedNotBeThere() {
        shell.file("dynagents.yaml", LEAST + WHOLE);
        shed.remnant("acme-ci.off");

        assertCode(shell.run("reap", "--yes"), ExitCode.OK);
        assertThat(shed.left()).isEmpty();
        assertThat(shell.run("plan").err()).contains("the environment variable NOT_SET is not set");
    }

    @Test
    void itsOwnCredentialsMustBeThereAndItsOwnKeysRight() {
        Shell.Ran unset = new Shell(directory).run("reap", "--yes");
        assertThat(unset.err())
                .isEqualTo("dynagents.yaml:5:31: error: accounts.shed.options.key: the environment variable SHED_KEY is"
                        + " not set\n");
        assertCode(unset, ExitCode.CONFIGURATION);

        Shell.Ran misspelt =
                shell.file("dynagents.yaml", LEAST + "saftey: {}\n").run("reap", "--yes");
        assertThat(misspelt.err()).contains("dynagents.yaml:6:1: error: saftey: unknown key; did you mean \"safety\"?");
        assertCode(misspelt, ExitCode.CONFIGURATION);
    }

    @Test
    void otherCommandsStillDemandEverything() {
        Shell.Ran ran = shell.run("check");

        assertThat(ran.err()).contains("servers: is missing", "pools: is missing", "templates: is missing");
        assertCode(ran, ExitCode.CONFIGURATION);
    }
}
