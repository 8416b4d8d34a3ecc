package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the checks have found: violations, and what was excused. */
final class Findings {
    private static final int MOST = 20;
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    private final VirtualTime time;
    private final EffectLog log;
    private final List<String> places;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Excuse, Integer> excused = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    Findings(VirtualTime time, EffectLog log, Scenario scenario) {
        this.time = time;
        this.log = log;
        this.places = new ArrayList<>(List.of(Scenario.SERVER, Scenario.DAEMON));
        scenario.clouds().forEach(cloud -> places.add(cloud.account()));
    }

    /** Something is not as it must be, unless a fault that took effect anywhere excuses it. */
    void report(Invariant invariant, String words) {
        for (Excuse excuse : Excuses.of(invariant)) {
            if (until(excuse, places).isAfter(time.now().minusNanos(1))) {
                excuse(excuse);
                return;
            }
        }
        violate(invariant, words);
    }

    /** Something is not as it must be, and no fault that has an end excuses it any more. */
    void violate(Invariant invariant, String words) {
        if (violations.size() < MOST && known.add(invariant + words)) {
            Violation violation = new Violation(time.now(), invariant, words);
            violations.add(violation);
            time.note(() -> "VIOLATED " + invariant + ": " + words);
        }
    }

    /** Something is not as it must be, and a situation excuses it. */
    void excuse(Invariant invariant, Cause.Situation situation) {
        Excuses.of(invariant).stream()
                .filter(excuse -> excuse.cause() == situation)
                .findFirst()
                .ifPresentOrElse(
                        this::excuse, () -> violate(invariant, "no exception is made for " + situation.words()));
    }

    private void excuse(Excuse excuse) {
        excused.merge(excuse, 1, Integer::sum);
    }

    /** The latest instant at which a fault at one of these places excuses that an invariant does not hold. */
    Instant excusedUntil(Invariant invariant, Collection<String> where) {
        return excusedUntil(invariant, where, ALL);
    }

    Instant excusedUntil(Invariant invariant, Collection<String> where, Set<FaultKind> kinds) {
        Instant latest = Instant.MIN;
        for (String place : where) {
            latest = later(latest, excusedAt(invariant, place, kinds));
        }
        return latest;
    }

    /** Kinds of faults that make daemons wait longer and longer do so together. */
    private Instant excusedAt(Invariant invariant, String place, Set<FaultKind> kinds) {
        Instant latest = Instant.MIN;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (Excuse excuse : Excuses.of(invariant)) {
            if (excuse.cause() instanceof Cause.Fault fault && kinds.contains(fault.kind())) {
                Instant end = log.last(fault.kind(), place);
                if (excuse.lasts() == Excuse.Lasts.AS_LONG_AGAIN && end.isAfter(Instant.MIN)) {
                    Instant begin = log.first(fault.kind(), place);
                    first = begin.isBefore(first) ? begin : first;
                    last = later(last, end);
                }
                latest = later(latest, plus(end, excuse.within()));
            }
        }
        return last.isAfter(Instant.MIN) ? later(latest, plus(latest, again(first, last))) : latest;
    }

    private static Duration again(Instant first, Instant last) {
        Duration again = Duration.between(first, last);
        return again.compareTo(Bounds.LONGEST_BACK_OFF) < 0 ? again : Bounds.LONGEST_BACK_OFF;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant plus(Instant at, Duration more) {
        return at.equals(Instant.MIN) ? at : at.plus(more);
    }

    /** Whatever had begun by then is excused for ever. */
    Instant forgottenUntil(Invariant invariant) {
        Instant latest = Instant.MIN;
        for (Excuse excuse : Excuses.of(invariant)) {
            if (excuse.lasts() == Excuse.Lasts.FOR_EVER) {
                latest = later(latest, until(excuse, places));
            }
        }
        return latest;
    }

    Instant excusedUntil(Invariant invariant) {
        return excusedUntil(invariant, places);
    }

    private Instant until(Excuse excuse, Collection<String> where) {
        Instant latest = Instant.MIN;
        if (excuse.cause() instanceof Cause.Fault fault) {
            for (String place : where) {
                latest = later(latest, plus(log.last(fault.kind(), place), excuse.within()));
            }
        }
        return latest;
    }

    /** Whether a deadline has passed that began to run then, and began anew with every excuse. */
    boolean isOver(Instant since, Instant excusedUntil, Duration bound) {
        return time.now().isAfter(later(since, excusedUntil).plus(bound));
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    Map<Excuse, Integer> excused() {
        return Collections.unmodifiableMap(excused);
    }
}
