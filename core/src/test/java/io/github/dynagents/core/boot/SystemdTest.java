package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** User data on a machine that systemd boots: what ends the watchdog ends the machine. Needs root on Linux. */
@Execution(ExecutionMode.CONCURRENT)
class SystemdTest {
    /** Finishes on SIGTERM; has a child that has left it for good; tells where it runs. */
    private static final String AGENT = """
            trap 'echo term >>/shared/events; exit' TERM
            (setsid sh -c 'cat /proc/self/cgroup >/shared/child; exec sleep 1000' &)
            cat /proc/self/cgroup >/shared/where
            echo start >>/shared/events
            while :; do sleep 0.05; done
            """;

    /** Is busy for some 20 seconds when it is told, and tells how often it and its job were. */
    private static final String BUSY = """
            sh -c 'trap "echo job-term >>/shared/events" TERM; while :; do sleep 0.05; done' &
            told=
            trap 'told=yes; echo term >>/shared/events' TERM
            echo start >>/shared/events
            while [ -z "$told" ]; do sleep 0.05; done
            n=0
            while [ "$n" -lt 400 ]; do n=$((n + 1)); sleep 0.05; done
            echo end >>/shared/events
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private SmallMachine machine;

    @BeforeEach
    void aMachineCanBeHad() throws Exception {
        SmallMachine.canBeHad();
        machine = new SmallMachine(directory, "systemd");
    }

    @Test
    void theAgentAndAllThatItForksAreInAScopeThatIsBoundToTheWatchdog() throws Exception {
        machine.bought(AGENT).bootUntilStarted(1);
        Eventually.until("its child tells", () -> machine.read("shared/child").contains("0::"));
        String scope = machine.read("shared/where").replaceAll("(?s).*/(dynagents-agent-\\d+\\.scope).*", "$1");
        assertThat(machine.read("shared/child")).isEqualTo(machine.read("shared/where"));
        assertThat(machine.does("systemctl", "show", "--property=BindsTo", scope))
                .isEqualTo("BindsTo=dynagents-watchdog.service\n");
        assertThat(machine.does("ps", "-o", "ppid=", machine.pid("agent")).strip())
                .isEqualTo(machine.pid("watchdog"));
    }

    @Test
    void aLeaseThatRunsOutPowersItOff() throws Exception {
        machine.ttl(Duration.ofSeconds(2)).bought(AGENT).boot();
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/events")).isEqualTo("start\nterm\n");
    }

    @Test
    void aWatchdogThatIsKilledTakesAgentAndMachineWithIt() throws Exception {
        machine.bought(AGENT).bootUntilStarted(1);
        machine.signal("KILL", "watchdog");
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/events")).isEqualTo("start\nterm\n");
    }

    @Test
    void anAgentOfAKilledWatchdogIsToldOnceAndHasTheGrace() throws Exception {
        machine.bought(BUSY).bootUntilStarted(1);
        machine.signal("KILL", "watchdog");
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/events")).isEqualTo("start\nterm\nend\n");
    }

    @Test
    void anAgentThatIsBusyWhenItsLifeIsOverIsToldOnceAndHasTheGrace() throws Exception {
        machine.maxLife(Duration.ofSeconds(15)).bought(BUSY).boot();
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/events")).isEqualTo("start\nterm\nend\n");
        assertThat(machine.read("shared/log")).contains("its life is over").doesNotContain("it was told to");
    }

    @Test
    void itsScriptIsForItsOwnerAlone() throws Exception {
        machine.bought(AGENT).bootUntilStarted(1);
        assertThat(machine.does("stat", "--format=%a %u", "/var/lib/dynagents/boot.sh"))
                .isEqualTo("700 0\n");
    }

    @Test
    void killedWithItsGuardItTakesTheMachineAtOnce() throws Exception {
        machine.bought(AGENT).bootUntilStarted(1);
        machine.signal("KILL", "watchdog", "guard");
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
    }

    @Test
    void aWatchdogThatIsStoppedIsReplacedByItsGuard() throws Exception {
        machine.bought(AGENT).bootUntilStarted(1);
        machine.signal("STOP", "watchdog");
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/events")).isEqualTo("start\nterm\n");
        assertThat(machine.read("shared/log")).contains("its watchdog hung");
    }

    @Test
    void stoppedWithItsGuardItIsToldToEndBySystemd() throws Exception {
        machine.bought(AGENT).bootUntilStarted(1);
        machine.signal("STOP", "watchdog", "guard");
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/events")).isEqualTo("start\nterm\n");
        assertThat(machine.read("shared/log")).contains("it was told to").doesNotContain("its watchdog hung");
    }

    @Test
    void aRebootStartsItAgainAndTheLeaseGoesOn() throws Exception {
        machine.ttl(Duration.ofSeconds(20)).bought(AGENT).bootUntilStarted(1);
        machine.does("systemctl", "reboot");
        assertThat(machine.ends()).isEqualTo(SmallMachine.REBOOTED);
        long lived = age(0);
        machine.bootUntilStarted(2);
        Eventually.until("it is older than before", () -> age(0) > lived && age(1) > lived / 2);
        machine.mark(2);
        Eventually.until("the mark has moved", () -> age(1) < lived / 2);
        assertThat(age(0)).isGreaterThan(lived);
    }

    @Test
    void noRebootProlongsALeaseThatNobodyRenews() throws Exception {
        machine.ttl(Duration.ofSeconds(6)).bought(AGENT).bootUntilStarted(1);
        int boots = 1;
        machine.does("systemctl", "reboot");
        while (machine.ends() == SmallMachine.REBOOTED) {
            boots++;
            assertThat(boots).isLessThan(20);
            machine.boot();
            Eventually.until(
                    "it is up and watches",
                    () -> !machine.isUp() || machine.status().contains("watchdog="));
            machine.does("systemctl", "reboot");
        }
        assertThat(machine.read("shared/log")).contains("its lease ran out");
    }

    @Test
    void withoutWhatItKeptItEnds() throws Exception {
        machine.bought(AGENT).bootUntilStarted(1);
        machine.does("systemctl", "reboot");
        machine.ends();
        Files.writeString(machine.disk().resolve("var/lib/dynagents/age"), "");
        machine.boot();
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/log")).contains("its age is lost");
    }

    @Test
    void aCopyOfItsDiskRunsNothingOfIt() throws Exception {
        machine.bought(AGENT).bootUntilStarted(1);
        machine.does("systemctl", "poweroff");
        machine.ends();
        Files.delete(machine.disk().resolve("var/lib/cloud/instance/dynagents")); // as a copy's own instance has none
        machine.boot();
        Eventually.until(
                "systemd has decided",
                () -> machine.does("systemctl", "show", "--property=ConditionResult", "dynagents-watchdog.service")
                                .contains("no")
                        && machine.does("systemctl", "is-active", "multi-user.target")
                                .equals("active\n"));
        assertThat(machine.isUp()).isTrue();
        assertThat(machine.read("shared/events")).isEqualTo("start\nterm\n");
    }

    @Test
    void userDataThatCannotBeUnpackedPowerItOff() throws Exception {
        machine.bought(AGENT).has("gunzip", "#!/bin/sh\nexit 1\n").boot();
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/events")).isEmpty();
    }

    @Test
    void theMetadataServiceIsClosedToJobsBeforeTheAgentStarts() throws Exception {
        machine.bought(AGENT)
                .has("nft", "#!/bin/sh\nexit 1\n")
                .has("iptables", "#!/bin/sh\necho \"$*\" >>/shared/events\ncase $* in *' -C '*) exit 1 ;; esac\n")
                .bootUntilStarted(1);
        assertThat(machine.read("shared/events").lines().filter(line -> !line.contains(" -C ")))
                .containsExactly(
                        "-w 5 -N DOCKER-USER",
                        "-w 5 -I OUTPUT -m owner ! --uid-owner 0 -d 169.254.169.254 -p tcp --dport 80 -j REJECT",
                        "-w 5 -I FORWARD -d 169.254.169.254 -p tcp --dport 80 -j REJECT",
                        "-w 5 -I DOCKER-USER -d 169.254.169.254 -p tcp --dport 80 -j REJECT",
                        "start");
    }

    @Test
    void whereNothingCanCloseTheMetadataServiceItsLogSaysSo() throws Exception {
        machine.bought(AGENT)
                .has("nft", "#!/bin/sh\nexit 1\n")
                .has("iptables", "#!/bin/sh\nexit 1\n")
                .bootUntilStarted(1);
        assertThat(machine.read("shared/log")).contains("jobs can reach the metadata service");
    }

    @Test
    void aMachineIsPreparedOnceBeforeAllElse() throws Exception {
        machine.host(host -> host.prepared("echo prepared >>/shared/events\necho \"$UNSET\" >/shared/configuration"))
                .bought(AGENT)
                .bootUntilStarted(1);
        assertThat(machine.does("stat", "--format=%a", "/shared/configuration")).isEqualTo("644\n");
        machine.does("systemctl", "reboot");
        assertThat(machine.ends()).isEqualTo(SmallMachine.REBOOTED);
        machine.bootUntilStarted(2);
        assertThat(machine.read("shared/events"))
                .startsWith("prepared\nstart\n")
                .containsOnlyOnce("prepared");
    }

    @Test
    void aMachineThatCannotBePreparedIsPoweredOff() throws Exception {
        machine.host(host -> host.prepared("echo prepared >>/shared/events\nfalse"))
                .bought(AGENT)
                .boot();
        assertThat(machine.ends()).isEqualTo(SmallMachine.POWERED_OFF);
        assertThat(machine.read("shared/events")).isEqualTo("prepared\n");
        assertThat(machine.read("shared/log")).contains("ending, because it could not be prepared");
    }

    /** As a container ends when its engine is stopped; which here takes longer than an agent needs to start again. */
    @Test
    void anAgentThatEndsInAShutdownHasNotFailedAndIsNotStartedAgain() throws Exception {
        machine.bought("""
                        touch /run/engine
                        echo start >>/shared/events
                        while [ -e /run/engine ]; do sleep 0.05; done
                        exit 1
                        """).bootUntilStarted(1);
        machine.does("sh", "-c", """
                cat >/run/systemd/system/engine.service <<UNIT
                [Service]
                ExecStart=/bin/sleep 1000
                ExecStop=/bin/sh -c 'rm /run/engine; sleep 3'
                UNIT
                systemctl daemon-reload && systemctl start engine
                """);
        machine.does("systemctl", "reboot");
        assertThat(machine.ends()).isEqualTo(SmallMachine.REBOOTED);
        assertThat(machine.read("shared/log")).contains("agent ended with status 1");
        assertThat(machine.read("shared/events")).isEqualTo("start\n");
    }

    @Test
    void withoutSystemdItIsStartedAtEachBootAndPowersOffByForce() throws Exception {
        try (SmallMachine plain = new SmallMachine(directory, "shell")) {
            plain.ttl(Duration.ofSeconds(5)).bought(AGENT).bootUntilStarted(1);
            plain.cut();
            long lived = Long.parseLong(plain.read("var/lib/dynagents/age").split(" ", 2)[0]);
            plain.boot();
            assertThat(plain.ends()).isEqualTo(SmallMachine.POWERED_OFF);
            assertThat(plain.read("shared/log")).contains("its lease ran out");
            assertThat(Long.parseLong(plain.read("var/lib/dynagents/age").split(" ", 2)[0]))
                    .isGreaterThan(lived);
        }
    }

    private long age(int word) throws Exception {
        return Long.parseLong(machine.read("var/lib/dynagents/age").split(" ", 3)[word]);
    }
}
