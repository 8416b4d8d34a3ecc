package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.ci.Lies;
import io.github.dynagents.testkit.cloud.Birth;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.fault.FaultPlan;
import io.github.dynagents.testkit.fault.Faults;
import io.github.dynagents.testkit.fault.PlannedFault;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Makes a plan's faults happen. */
final class Saboteur {
    private static final Duration HUNT = Duration.ofSeconds(20);

    private final Stage stage;
    private final Daemons daemons;
    private final EffectLog log;
    private final VirtualTime time;
    private final Instant start;
    private final RandomGenerator random;

    Saboteur(Stage stage, Daemons daemons, EffectLog log) {
        this.stage = stage;
        this.daemons = daemons;
        this.log = log;
        this.time = stage.time();
        this.start = time.now();
        this.random = time.randomFor("saboteur");
    }

    void carryOut(FaultPlan plan) {
        plan.faults().forEach(this::prepare);
    }

    private void prepare(PlannedFault fault) {
        switch (fault.kind()) {
            case LOST_REQUEST -> calls(fault, new Fault.Doubtful(Failure.Kind.UNAVAILABLE));
            case LOST_ANSWER -> calls(fault, new Fault.AnswerLost());
            case SLOW_CALL -> calls(fault, new Fault.Slow(fault.size()));
            case HANGING_CALL -> calls(fault, new Fault.Hangs(fault.count() % 2 == 0));
            case LATE_EFFECT -> calls(fault, new Fault.HappensLater(fault.size()));
            case THROTTLED -> calls(fault, Fault.throttled(fault.size()));
            case UNREACHABLE -> calls(fault, Fault.unreachable());
            case PLUGIN_BUG ->
                calls(
                        fault,
                        fault.count() % 2 == 0
                                ? new Fault.DoesNotLink()
                                : new Fault.Throws(() -> new IllegalStateException("a bug")));
            case NO_CAPACITY -> at(fault.from(), () -> soldOut(fault));
            case QUOTA -> window(fault, on -> cloud(fault).quota(on ? fault.count() : Integer.MAX_VALUE));
            case NOT_LISTED_YET -> window(fault, on -> cloud(fault).listings().newOnesLate(on));
            case LISTED_STILL -> window(fault, on -> cloud(fault).listings().goneOnesLate(on));
            case MISSING_FROM_A_LIST ->
                window(fault, on -> cloud(fault).listings().leavesOut(on ? fault.chance() : 0));
            case NEVER_UP -> births(fault, Birth.NEVER_UP);
            case NO_AGENT -> births(fault, Birth.AGENT_NEVER_CONNECTS);
            case NO_SCRIPT -> births(fault, Birth.SCRIPT_NEVER_RUNS);
            case HANGS_ON_DRAIN -> window(fault, on -> cloud(fault).hangsOnDrain(on ? fault.chance() : 0));
            case DIES_IN_JOB -> hunt(fault, () -> crashBusy(cloud(fault)));
            case PREEMPTED, PREEMPTED_UNANNOUNCED -> hunt(fault, () -> takeBack(cloud(fault), fault.size()));
            case CI_DOWN -> stage.ci().down(start.plus(fault.from()), start.plus(fault.to()));
            case STALE_QUEUE -> window(fault, on -> lies().stale(on));
            case JOB_VANISHES -> hunt(fault, this::cancelOne);
            case AGENT_SHOWN_THOUGH_GONE -> window(fault, on -> lies().showsGoneAgents(on ? fault.chance() : 0));
            case AGENT_SHOWN_TWICE -> window(fault, on -> lies().showsAgentsTwice(on ? fault.chance() : 0));
            case JOB_UNDER_WRONG_NAME -> window(fault, on -> lies().showsWrongNames(on ? fault.chance() : 0));
            case CLOCK_FORWARD -> at(fault.from(), () -> leap(fault.kind(), fault.size()));
            case CLOCK_BACK ->
                at(fault.from(), () -> leap(fault.kind(), fault.size().negated()));
            case CRASH_BEFORE_CALL, CRASH_AFTER_CALL ->
                at(fault.from(), () -> daemons.crashAt(fault.kind(), fault.count(), fault.size()));
            case DAEMON_STOPPED -> at(fault.from(), () -> standStill(fault.size()));
            case TWO_DAEMONS -> at(fault.from(), () -> runAnother(fault));
        }
    }

    private void calls(PlannedFault planned, Fault fault) {
        Faults faults = planned.place().equals(Scenario.SERVER)
                ? stage.ci().faults()
                : cloud(planned).faults();
        faults.between(
                start.plus(planned.from()),
                start.plus(planned.to()),
                planned.chance(),
                fault,
                planned.calls().toArray(CallKind[]::new));
    }

    private void at(Duration when, Runnable event) {
        time.at(start.plus(when), event);
    }

    private void window(PlannedFault fault, Consumer<Boolean> turn) {
        at(fault.from(), () -> turn.accept(true));
        at(fault.to(), () -> turn.accept(false));
    }

    private FakeCloud cloud(PlannedFault fault) {
        return stage.cloud(fault.place());
    }

    private Lies lies() {
        return stage.ci().lies();
    }

    private List<FakeOffering> offerings(PlannedFault fault) {
        return stage.scenario().clouds().stream()
                .filter(setup -> setup.account().equals(fault.place()))
                .flatMap(setup -> setup.offerings().stream())
                .map(setup -> cloud(fault).offering(setup.id()))
                .toList();
    }

    private void soldOut(PlannedFault fault) {
        List<FakeOffering> all = offerings(fault);
        List<FakeOffering> some = fault.count() == 0 ? all.subList(0, 1) : all;
        some.forEach(offering -> offering.noneUntil(start.plus(fault.to())));
    }

    private void births(PlannedFault fault, Birth birth) {
        window(
                fault,
                on -> offerings(fault)
                        .forEach(offering -> offering.broken(on ? fault.chance() : 0, on ? birth : Birth.GOOD)));
    }

    /** Tries again and again in its window until it has found something to strike. */
    private void hunt(PlannedFault fault, BooleanSupplier strike) {
        at(fault.from(), () -> huntUntil(start.plus(fault.to()), strike));
    }

    private void huntUntil(Instant end, BooleanSupplier strike) {
        if (!strike.getAsBoolean() && time.now().isBefore(end)) {
            time.after(HUNT, () -> huntUntil(end, strike));
        }
    }

    private boolean crashBusy(FakeCloud cloud) {
        Optional<Machine> busy = cloud.machines().stream()
                .filter(machine -> cloud.jobs(machine.name()) > 0)
                .findFirst();
        busy.ifPresent(machine -> {
            log.took(FaultKind.DIES_IN_JOB, machine.offering().orElseThrow().account());
            cloud.crash(machine.name());
        });
        return busy.isPresent();
    }

    private boolean takeBack(FakeCloud cloud, Duration notice) {
        List<Machine> all = cloud.machines();
        if (!all.isEmpty()) {
            cloud.interrupt(all.get(random.nextInt(all.size())).name(), notice);
        }
        return !all.isEmpty();
    }

    private boolean cancelOne() {
        List<JobId> all = stage.ci().unfinished();
        if (!all.isEmpty()) {
            stage.ci().cancel(all.get(random.nextInt(all.size())));
        }
        return !all.isEmpty();
    }

    private void leap(FaultKind kind, Duration by) {
        for (Daemon daemon : daemons.running()) {
            log.took(kind, Scenario.DAEMON);
            daemon.process().jump(by);
        }
    }

    private void standStill(Duration length) {
        for (Daemon daemon : daemons.running()) {
            log.begins(FaultKind.DAEMON_STOPPED, Scenario.DAEMON);
            daemon.process().stop();
            time.after(length, () -> {
                log.ends(FaultKind.DAEMON_STOPPED, Scenario.DAEMON);
                daemon.process().resume();
            });
        }
    }

    private void runAnother(PlannedFault fault) {
        if (daemons.running().size() != 1) {
            return;
        }
        log.begins(FaultKind.TWO_DAEMONS, Scenario.DAEMON);
        Daemon elder = daemons.running().getFirst();
        Daemon younger = daemons.start();
        Daemon goes = fault.count() % 2 == 0 ? elder : younger;
        time.after(fault.size(), () -> {
            log.ends(FaultKind.TWO_DAEMONS, Scenario.DAEMON);
            daemons.kill(goes);
            daemons.startAnew();
        });
    }
}
