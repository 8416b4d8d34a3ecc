package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every exception to every invariant, in one place. */
public final class Excuses {
    /** All of them. */
    public static final List<Excuse> ALL = List.copyOf(new Excuses().all);

    private static final Map<Invariant, List<Excuse>> BY_INVARIANT = byInvariant();

    private final List<Excuse> all = new ArrayList<>();

    private Excuses() {
        calls();
        machines();
        lies();
        daemons();
        situations();
    }

    private void calls() {
        for (FaultKind kind : List.of(
                FaultKind.LOST_REQUEST,
                FaultKind.LOST_ANSWER,
                FaultKind.SLOW_CALL,
                FaultKind.HANGING_CALL,
                FaultKind.LATE_EFFECT,
                FaultKind.THROTTLED,
                FaultKind.UNREACHABLE,
                FaultKind.PLUGIN_BUG,
                FaultKind.CI_DOWN)) {
            later(Invariant.NO_JOB_STARVES, kind, Duration.ZERO, "what fails is tried again later and later");
            later(Invariant.COST_GOES_TO_ZERO, kind, Duration.ZERO, "what fails is tried again later and later");
            later(Invariant.NO_JOB_STAYS_LOST, kind, Duration.ZERO, "what fails is tried again later and later");
        }
        forgotten(FaultKind.PLUGIN_BUG, "a restart that a bug made impossible is not tried again");
        for (FaultKind kind : List.of(FaultKind.NO_CAPACITY, FaultKind.QUOTA)) {
            later(
                    Invariant.NO_JOB_STARVES,
                    kind,
                    Duration.ZERO,
                    "an offering that cannot be had is withheld, longer each time, and is tried then");
        }
    }

    private void machines() {
        for (FaultKind kind : List.of(FaultKind.NEVER_UP, FaultKind.NO_AGENT, FaultKind.NO_SCRIPT)) {
            later(
                    Invariant.NO_JOB_STARVES,
                    kind,
                    Duration.ofHours(1),
                    "a boot is given its patience before its offering is withheld, or a breaker opens for its pool, longer each time");
        }
        for (FaultKind kind : List.of(FaultKind.NEVER_UP, FaultKind.NO_SCRIPT)) {
            once(
                    Invariant.GONE_AFTER_DEATH,
                    kind,
                    Duration.ofDays(2),
                    "the bound assumes that a machine's script ran, and is printed with that");
        }
        for (FaultKind kind : List.of(FaultKind.DIES_IN_JOB, FaultKind.PREEMPTED, FaultKind.PREEMPTED_UNANNOUNCED)) {
            once(Invariant.NO_JOB_STARVES, kind, Duration.ZERO, "another machine has to boot");
        }
    }

    private void lies() {
        later(
                Invariant.NO_JOB_STARVES,
                FaultKind.AGENT_SHOWN_THOUGH_GONE,
                Duration.ofMinutes(10),
                "a machine whose agent is shown and is gone is taken for a broken boot, and its offering is withheld");
        once(
                Invariant.NO_BUSY_MACHINE_IS_TAKEN,
                FaultKind.JOB_UNDER_WRONG_NAME,
                Duration.ofMinutes(2),
                "which machine has a job is known by the agent's name alone");
        once(
                Invariant.NO_BUSY_MACHINE_IS_TAKEN,
                FaultKind.STALE_QUEUE,
                Duration.ofMinutes(2),
                "a queue does not tell how old it is");
        for (FaultKind kind : List.of(FaultKind.JOB_UNDER_WRONG_NAME, FaultKind.STALE_QUEUE)) {
            forgotten(kind, "an answer that shows no job of a machine that is gone ends the search for its jobs");
        }
        once(
                Invariant.NO_JOB_STARVES,
                FaultKind.STALE_QUEUE,
                Duration.ZERO,
                "jobs that are not shown cannot be served");
    }

    private void daemons() {
        once(
                Invariant.NO_JOB_STARVES,
                FaultKind.CLOCK_FORWARD,
                Duration.ofDays(3),
                "where a clock disagrees with ours nothing is bought, and ours is right again after a start only");
        once(
                Invariant.NO_JOB_STARVES,
                FaultKind.TWO_DAEMONS,
                Duration.ofMinutes(75),
                "where machines turn up that a daemon did not buy, it buys nothing for an hour");
        for (FaultKind kind :
                List.of(FaultKind.CRASH_BEFORE_CALL, FaultKind.CRASH_AFTER_CALL, FaultKind.DAEMON_STOPPED)) {
            once(Invariant.NO_JOB_STARVES, kind, Duration.ZERO, "nobody buys meanwhile");
            once(Invariant.COST_GOES_TO_ZERO, kind, Duration.ZERO, "nobody releases meanwhile");
        }
        for (FaultKind kind : List.of(FaultKind.CRASH_BEFORE_CALL, FaultKind.CRASH_AFTER_CALL, FaultKind.TWO_DAEMONS)) {
            forgotten(
                    kind,
                    "a daemon that is started anew does not know of machines that were gone before: there is no ledger");
        }
        once(
                Invariant.NO_BUSY_MACHINE_IS_TAKEN,
                FaultKind.CLOCK_FORWARD,
                Duration.ofMinutes(90),
                "a leap looks like a long sleep of the daemon, in which the grace would have passed");
        once(Invariant.NO_JOB_STAYS_LOST, FaultKind.DAEMON_STOPPED, Duration.ZERO, "nobody restarts it meanwhile");
        once(
                Invariant.WITHIN_LIMITS,
                FaultKind.TWO_DAEMONS,
                Duration.ofMinutes(5),
                "each holds the limits for itself until lists show it the other's machines");
    }

    private void situations() {
        situation(
                Invariant.NO_BUSY_MACHINE_IS_TAKEN,
                Cause.Situation.NOTHING_REACHES_THE_AGENT,
                "its agent may take a job between the last look at the queue and the release");
        situation(
                Invariant.ONE_MACHINE_PER_NAME, Cause.Situation.LOOK_FIRST, "nobody but the cloud could prevent that");
        situation(
                Invariant.NOTHING_ON_AN_UNKNOWN,
                Cause.Situation.POWERED_OFF,
                "nothing runs on it, so that nobody's job is lost, and it costs");
        situation(
                Invariant.NOTHING_ON_AN_UNKNOWN,
                Cause.Situation.RELEASED_AGAIN,
                "it was decided while the jobs were known, and is only repeated");
    }

    private void later(Invariant invariant, FaultKind kind, Duration within, String reason) {
        all.add(new Excuse(invariant, new Cause.Fault(kind), within, Excuse.Lasts.AS_LONG_AGAIN, reason));
    }

    private void once(Invariant invariant, FaultKind kind, Duration within, String reason) {
        all.add(new Excuse(invariant, new Cause.Fault(kind), within, Excuse.Lasts.NO_LONGER, reason));
    }

    private void forgotten(FaultKind kind, String reason) {
        all.add(new Excuse(
                Invariant.NO_JOB_STAYS_LOST, new Cause.Fault(kind), Duration.ZERO, Excuse.Lasts.FOR_EVER, reason));
    }

    private void situation(Invariant invariant, Cause.Situation situation, String reason) {
        all.add(new Excuse(invariant, situation, Duration.ZERO, Excuse.Lasts.NO_LONGER, reason));
    }

    private static Map<Invariant, List<Excuse>> byInvariant() {
        Map<Invariant, List<Excuse>> map = new EnumMap<>(Invariant.class);
        ALL.forEach(excuse ->
                map.computeIfAbsent(excuse.invariant(), i -> new ArrayList<>()).add(excuse));
        return map;
    }

    static List<Excuse> of(Invariant invariant) {
        return BY_INVARIANT.getOrDefault(invariant, List.of());
    }
}
