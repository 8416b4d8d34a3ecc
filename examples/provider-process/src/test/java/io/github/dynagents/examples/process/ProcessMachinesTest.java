package io.github.dynagents.examples.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Spi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes under the real watchdog. */
class ProcessMachinesTest {
    @TempDir
    private Path directory;

    private final Account account = new Account();

    @AfterEach
    void releaseAll() throws Exception {
        for (String owner : List.of("me", "other")) {
            Machines machines = account.open(directory, owner, 4);
            for (Machine machine : machines.list().machines()) {
                machines.release(machine);
            }
        }
    }

    private Machines open() {
        return account.open(directory, "me", 4);
    }

    @Test
    void isFoundByServiceLoaderAndTellsItsSpi() {
        assertThat(ServiceLoader.load(MachinesFactory.class))
                .filteredOn(factory -> factory.name().equals("process"))
                .singleElement()
                .satisfies(factory -> assertThat(factory.spi()).isEqualTo(Spi.VERSION));
    }

    @Test
    void offersEachTemplateAtItsPrice() throws Exception {
        Offering offering = open().offerings().getFirst();
        assertThat(offering.id()).isEqualTo(new OfferingId("local", "small"));
        assertThat(offering.perHour()).isEqualTo(Money.dollars("0.5"));
        assertThat(offering.terms()).isEqualTo(BillingTerms.HOURLY);
        assertThat(offering.usualBoot()).isEqualTo(Duration.ofSeconds(2));
        assertThat(offering.speed()).isEqualTo(1.5);
    }

    @Test
    void aBoughtMachineIsListedWithAllItsTagsAndRunsItsAgent() throws Exception {
        Machines machines = open();
        Purchase purchase = purchase("m-1");
        Machine bought = machines.buy(purchase);
        assertThat(bought.name()).isEqualTo(purchase.name());
        Machine listed = awaitAgent(machines, AgentState.RUNNING);
        assertThat(listed.pool()).contains("linux");
        assertThat(listed.offering()).contains(purchase.offering());
        assertThat(listed.created()).isEqualTo(bought.created());
        assertThat(listed.lease()).contains(purchase.lease());
        assertThat(listed.state()).isEqualTo(MachineState.UP);
    }

    @Test
    void theSamePurchaseTwiceMakesOneMachine() throws Exception {
        Machines machines = open();
        Machine first = machines.buy(purchase("m-1"));
        String watchdog = watchdog("m-1");
        assertThat(machines.buy(purchase("m-1")).created()).isEqualTo(first.created());
        assertThat(watchdog("m-1")).isEqualTo(watchdog);
        assertThat(machines.list().machines()).hasSize(1);
    }

    @Test
    void sixteenThreadsWithTheSamePurchaseMakeOneMachine() throws Exception {
        Callable<Machine> buy = () -> open().buy(purchase("m-1"));
        try (var threads = Executors.newFixedThreadPool(16)) {
            TreeSet<Instant> births = new TreeSet<>();
            for (Future<Machine> each : threads.invokeAll(Collections.nCopies(16, buy))) {
                births.add(each.get().created());
            }
            assertThat(births).hasSize(1);
        }
        assertThat(open().list().machines()).hasSize(1);
        assertThat(Files.readAllLines(directory.resolve("m-1/log")))
                .filteredOn(line -> line.endsWith("watching"))
                .hasSize(1);
    }

    @Test
    void aPurchaseThatWasCutOffBeforeItsStartIsCompletedByTheNextTry() throws Exception {
        Machines machines = open();
        machines.buy(purchase("m-0"));
        Path half = Files.createDirectory(directory.resolve("m-1"));
        AccountDirectory account = new AccountDirectory(directory);
        account.of(new MachineName("m-1")).furnish(purchase("m-1"), Instant.now(), Duration.ofMillis(100), half);
        assertThat(machines.list().machines())
                .extracting(each -> each.name().value())
                .containsExactly("m-0", "m-1");
        assertThat(machines.settle(purchase("m-1")).askAgain()).isPresent();
        machines.buy(purchase("m-1"));
        assertThat(machines.settle(purchase("m-1")).machine()).isPresent();
    }

    @Test
    void aFullAccountHasNoCapacityAndBuysNothing() throws Exception {
        Machines one = account.open(directory, "me", 1);
        one.buy(purchase("m-1"));
        Failure failure = catchThrowableOfType(Failure.class, () -> one.buy(purchase("m-2")));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.NO_CAPACITY);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
        assertThat(one.list().machines()).hasSize(1);
        one.release(one.list().machines().getFirst());
        assertThat(one.buy(purchase("m-2")).name().value()).isEqualTo("m-2");
    }

    @Test
    void aStoppedAgentIsShownAndCanBeStartedAgain() throws Exception {
        Machines machines = open();
        Machine machine = machines.buy(purchase("m-1"));
        awaitAgent(machines, AgentState.RUNNING);
        machines.stopAgent(machine);
        assertThat(awaitAgent(machines, AgentState.STOPPED)
                        .lease()
                        .orElseThrow()
                        .draining())
                .isTrue();
        machines.startAgent(machine, purchase("m-1").agent());
        assertThat(awaitAgent(machines, AgentState.RUNNING).lease())
                .contains(purchase("m-1").lease());
    }

    @Test
    void anAgentWhoseJobsSigtermKillsIsStoppedByStopAgentAndNotByAMark() throws Exception {
        AgentSpec agent = AgentSpec.builder(OnTerm.KILLS_JOBS, 1)
                .argv(List.of("sh", "-c", "exec sleep 1000"))
                .build();
        Machines machines = open();
        Machine machine = machines.buy(purchase("m-1", "me", agent));
        awaitAgent(machines, AgentState.RUNNING);
        Lease lease = purchase("m-1").lease();
        machines.mark(new TreeMap<>(Map.of(machine.name(), lease.withDraining(true))));
        await("the mark is obeyed", () -> status("m-1").told());
        assertThat(awaitAgent(machines, AgentState.RUNNING)
                        .lease()
                        .orElseThrow()
                        .draining())
                .isTrue();
        machines.stopAgent(machine);
        awaitAgent(machines, AgentState.STOPPED);
        machines.startAgent(machine, agent);
        assertThat(awaitAgent(machines, AgentState.RUNNING).lease()).contains(lease);
    }

    @Test
    void anotherAgentThanTheBoughtOneIsRefused() throws Exception {
        Machines machines = open();
        Machine machine = machines.buy(purchase("m-1"));
        AgentSpec another = agent("exec sleep 999");
        assertThatThrownBy(() -> machines.startAgent(machine, another))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID));
    }

    @Test
    void marksReachTheirMachinesAndFailuresBearTheirNames() throws Exception {
        Machines machines = open();
        machines.buy(purchase("m-1"));
        Lease lease = new Lease(Instant.ofEpochSecond(1_900_000_000), Duration.ofMinutes(20), true);
        TreeMap<MachineName, Lease> leases = new TreeMap<>();
        leases.put(new MachineName("m-1"), lease);
        leases.put(new MachineName("m-none"), lease);
        assertThat(machines.mark(leases).keySet()).containsExactly(new MachineName("m-none"));
        assertThat(awaitAgent(machines, AgentState.STOPPED).lease()).contains(lease);
    }

    @Test
    void aReleasedMachineIsGoneWithAllItsProcessesAndItsSecrets() throws Exception {
        Machines machines = open();
        Machine machine = machines.buy(purchase("m-1"));
        awaitAgent(machines, AgentState.RUNNING);
        List<ProcessId> processes = status("m-1").processes();
        assertThat(processes).hasSize(3);
        machines.release(machine);
        assertThat(machines.list().machines()).isEmpty();
        for (ProcessId process : processes) {
            assertThat(process.alive()).isFalse();
        }
        machines.release(machine);
        assertThat(directory.resolve(".ended/m-1/log")).exists();
        assertThat(directory.resolve(".ended/m-1/boot.sh")).doesNotExist();
    }

    @Test
    void aNameThatWasAMachineIsNeverBoughtAgain() throws Exception {
        Machines machines = open();
        machines.release(machines.buy(purchase("m-1")));
        assertThatThrownBy(() -> machines.buy(purchase("m-1")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("another name");
        assertThat(machines.settle(purchase("m-1")).machine()).isEmpty();
    }

    @Test
    void whatWasSettledAsAbsentIsNotBoughtByALateCall() throws Exception {
        Machines machines = open();
        assertThat(machines.settle(purchase("m-1"))).hasToString("absent");
        assertThatThrownBy(() -> machines.buy(purchase("m-1"))).isInstanceOf(Failure.class);
        assertThat(machines.list().machines()).isEmpty();
    }

    @Test
    void aMachineWhoseProcessesDiedIsNotListedAndTidiedAway() throws Exception {
        Machines machines = open();
        Machine machine = machines.buy(purchase("m-1"));
        awaitAgent(machines, AgentState.RUNNING);
        for (ProcessId process : status("m-1").processes()) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        await("it is not listed", () -> machines.list().machines().isEmpty());
        assertThat(machines.settle(purchase("m-1"))).hasToString("absent");
        machines.tidy(new TreeSet<>());
        assertThat(directory.resolve("m-1")).doesNotExist();
        machines.release(machine);
    }

    @Test
    void aProcessThatBearsTheNumberOfADeadOneIsNotTakenForIt() throws Exception {
        Machines machines = open();
        machines.buy(purchase("m-1"));
        ProcessId watchdog = status("m-1").processes().getFirst();
        assertThat(watchdog.alive()).isTrue();
        assertThat(new ProcessId(watchdog.pid(), watchdog.start() + "1").alive())
                .isFalse();
    }

    @Test
    void machinesOfAnotherOwnerAndStraysAreNeitherShownNorTouched() throws Exception {
        Machines other = account.open(directory, "other", 4);
        Machine theirs = other.buy(purchase("m-1", "other", agent("exec sleep 1000")));
        Files.createDirectories(directory.resolve("stray/inner"));
        Files.createDirectories(directory.resolve("Not A Name"));
        Files.writeString(directory.resolve("file"), "");
        Machines mine = open();
        assertThat(mine.list().machines()).isEmpty();
        mine.tidy(new TreeSet<>());
        mine.settle(purchase("stray"));
        Failure failure = catchThrowableOfType(Failure.class, () -> mine.release(theirs));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.DENIED);
        assertThat(other.list().machines()).hasSize(1);
        assertThat(directory.resolve("stray/inner")).exists();
        assertThat(directory.resolve("Not A Name")).exists();
    }

    @Test
    void aContainerIsRefusedAsInvalid() {
        AgentSpec container =
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).image("some/agent:1").build();
        Failure failure = catchThrowableOfType(Failure.class, () -> open().buy(purchase("m-1", "me", container)));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure).hasMessageContaining("argv");
    }

    @Test
    void secretsAreInOneFileThatOnlyTheOwnerReads() throws Exception {
        AgentSpec agent = agent("exec sleep 1000").toBuilder()
                .secrets(Map.of("TOKEN", new Secret("hush-hush")))
                .build();
        open().buy(purchase("m-1", "me", agent));
        awaitAgent(open(), AgentState.RUNNING);
        try (var files = Files.list(directory.resolve("m-1"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .filteredOn(file -> read(file).contains("hush-hush"))
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void valuesThatMakeNoSenseNameTheirOption() {
        assertThatThrownBy(() -> account.open(directory, "me", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"capacity\"");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return ""; // one of those that the watchdog writes and renames
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgentSpec agent(String script) {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("sh", "-c", script))
                .build();
    }

    private static Purchase purchase(String name) {
        return purchase(name, "me", agent("exec sleep 1000"));
    }

    private static Purchase purchase(String name, String owner, AgentSpec agent) {
        return new Purchase(
                new MachineName(name),
                owner,
                "linux",
                new OfferingId("local", "small"),
                agent,
                new Lease(Instant.ofEpochSecond(1_800_000_000), Duration.ofMinutes(15), false),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Instant.now().plus(Duration.ofMinutes(5)));
    }

    private Status status(String name) throws Exception {
        return new AccountDirectory(directory)
                .of(new MachineName(name))
                .status()
                .orElseThrow();
    }

    private String watchdog(String name) throws Exception {
        return status(name).processes().getFirst().toString();
    }

    private static Machine awaitAgent(Machines machines, AgentState state) throws Exception {
        await(
                "its agent is " + state,
                () -> machines.list().machines().getFirst().agent() == state);
        return machines.list().machines().getFirst();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        boolean done = Waiting.until(Duration.ofSeconds(60), () -> {
            try {
                return condition.call();
            } catch (Exception e) {
                throw new IOException(what, e);
            }
        });
        assertThat(done).as(what).isTrue();
    }
}
