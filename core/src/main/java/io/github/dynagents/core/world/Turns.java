package io.github.dynagents.core.world;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whose turn it is to come up, where a cloud brings up only so many machines at once and the others wait for those
 * before them. Nobody is in here where all come up at once.
 *
 * @param waited from a machine's birth until it was its turn, of those that have not been connected yet; of one that
 *     still waits, or did when it was released, nothing
 * @param overtaken when at each account one last came up that we thought was waiting: its cloud has another order
 * @param latest of those that were overtaken at their turn, how long after their birth it can have begun at the latest
 * @param moved when at each account where machines are coming up one last did, or the first of them was ordered
 */
public record Turns(
        SortedMap<MachineName, Duration> waited,
        SortedMap<String, Instant> overtaken,
        SortedMap<MachineName, Duration> latest,
        SortedMap<String, Instant> moved) {
    static final Turns NONE = new Turns(
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());

    private static final Comparator<Seat> FIRST_COME =
            Comparator.comparing(Seat::born).thenComparing(Seat::name);

    /** Those of an account that are bought and not up yet, first come first. */
    static List<Seat> comingUp(Stream<Seat> seats, String account) {
        return seats.filter(seat -> seat.account().equals(account) && isComingUp(seat))
                .sorted(FIRST_COME)
                .toList();
    }

    static boolean isComingUp(Seat seat) {
        return switch (seat) {
            case Seat.Intended intended -> true;
            case Seat.Bought bought -> true;
            case Seat.Listed listed ->
                listed.machine().state() == MachineState.STARTING
                        && switch (listed.work()) {
                            case Work.Unproven unproven -> true;
                            case Work.Draining draining -> true;
                            case Work.Idle idle -> false;
                            case Work.Busy busy -> false;
                        };
            case Seat.Leaving leaving -> false;
        };
    }

    private static boolean isKept(Seat seat) {
        return isComingUp(seat)
                || wasComingUp(seat)
                || (seat instanceof Seat.Listed listed && listed.work() instanceof Work.Unproven);
    }

    /** It may come up all the same, until it is gone. */
    static boolean wasComingUp(Seat seat) {
        return seat instanceof Seat.Leaving leaving && leaving.machine().state() == MachineState.STARTING;
    }

    /** The turns of the next belief. */
    Turns next(World before, SortedMap<MachineName, Seat> seats, BootTimes times, Instant now) {
        SortedMap<MachineName, Duration> next = new TreeMap<>();
        waited.forEach((name, wait) -> {
            Seat seat = seats.get(name);
            if (seat != null && isKept(seat)) {
                next.put(name, wait);
            }
        });
        SortedMap<String, Instant> overtaken = new TreeMap<>(this.overtaken);
        SortedMap<MachineName, Duration> latest = new TreeMap<>(this.latest);
        SortedMap<String, Instant> moved = new TreeMap<>();
        for (Account account : before.fleet().accounts().values()) {
            if (account.bootsOneAfterAnother()) {
                List<Seat> comingUp = comingUp(seats.values().stream(), account.name());
                List<Seat> cameUp = cameUp(before, account, seats);
                if (cameUp.stream().anyMatch(was -> before.turn(was).isEmpty())) {
                    overtaken.put(account.name(), now);
                    passOver(account, comingUp, times, now, latest);
                }
                if (!comingUp.isEmpty()) {
                    Instant last = this.moved.getOrDefault(account.name(), now);
                    moved.put(account.name(), cameUp.isEmpty() ? earlier(last, now) : now);
                }
                List<Seat> inTime = comingUp.stream()
                        .filter(seat -> !next.containsKey(seat.name())
                                || !isOverdue(seat, turn(seat, next.get(seat.name())), account, times, now))
                        .toList();
                give(inTime, account.capabilities().parallelBoots(), now, next);
            }
        }
        latest.keySet().retainAll(next.keySet());
        return new Turns(
                Collections.unmodifiableSortedMap(next),
                Collections.unmodifiableSortedMap(overtaken),
                Collections.unmodifiableSortedMap(latest),
                Collections.unmodifiableSortedMap(moved));
    }

    /**
     * In whatever order its cloud takes them, all that wait now are up after as many boots as they are rounds: those who
     * are overtaken time and again until then have had their turn.
     */
    private void passOver(
            Account account,
            List<Seat> comingUp,
            BootTimes times,
            Instant now,
            SortedMap<MachineName, Duration> latest) {
        long rounds = Math.ceilDiv(comingUp.size(), account.capabilities().parallelBoots());
        comingUp.stream().filter(seat -> waited.containsKey(seat.name())).forEach(seat -> {
            Duration rest = times.of(seat.offering()).multipliedBy(rounds);
            latest.putIfAbsent(seat.name(), sinceBirth(seat, now).plus(rest));
        });
    }

    /** As they were before. */
    private static List<Seat> cameUp(World before, Account account, SortedMap<MachineName, Seat> seats) {
        return before.comingUp(account).stream()
                .filter(was -> seats.get(was.name()) instanceof Seat.Listed listed && isUp(listed))
                .toList();
    }

    /** What ends before it is up has overtaken nobody. */
    private static boolean isUp(Seat.Listed listed) {
        return listed.machine().state() == MachineState.UP
                || listed.work() instanceof Work.Idle
                || listed.work() instanceof Work.Busy;
    }

    /** The first have a turn; one that turns out to be younger than we thought leaves its turn to another. */
    private static void give(List<Seat> comingUp, int most, Instant now, SortedMap<MachineName, Duration> waited) {
        PriorityQueue<Instant> left = new PriorityQueue<>();
        comingUp.stream().skip(most).forEach(seat -> {
            Duration wait = waited.remove(seat.name());
            if (wait != null) {
                left.add(seat.born().plus(wait));
            }
        });
        for (Seat seat : comingUp.subList(0, Math.min(most, comingUp.size()))) {
            if (!waited.containsKey(seat.name())) {
                waited.put(seat.name(), sinceBirth(seat, left.isEmpty() ? now : left.remove()));
            }
        }
    }

    /** For certain: where another has overtaken it since, it may not have been its turn before. Not for ever. */
    Instant turn(Seat seat, Duration wait) {
        Instant given = seat.born().plus(wait);
        Duration latest = this.latest.getOrDefault(seat.name(), wait);
        return Optional.ofNullable(overtaken.get(seat.account()))
                .map(at -> earlier(at, seat.born().plus(latest)))
                .filter(at -> at.isAfter(given) && isComingUp(seat))
                .orElse(given);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** How long it took to come up, from its turn until now; empty where nobody can tell. */
    Optional<Duration> took(Seat seat, Instant now) {
        Instant turn = seat.born().plus(waited.getOrDefault(seat.name(), Duration.ZERO));
        boolean isCertain = Optional.ofNullable(overtaken.get(seat.account()))
                .filter(at -> at.isAfter(turn))
                .isEmpty();
        return isCertain ? Optional.of(Duration.between(turn, now)) : Optional.empty();
    }

    /** By a clock that has been set back, a machine may be born later than now. */
    private static Duration sinceBirth(Seat seat, Instant now) {
        Duration since = Duration.between(seat.born(), now);
        return since.isNegative() ? Duration.ZERO : since;
    }

    /** Whether it would long be up, had it begun when the last of its account came up: none may ever. */
    boolean isStuck(Seat seat, Account account, BootTimes times, Instant now) {
        return Optional.ofNullable(moved.get(account.name()))
                .map(last -> last.isAfter(seat.born()) ? last : seat.born())
                .filter(since -> isOverdue(seat, since, account, times, now))
                .isPresent();
    }

    /** What should long be up holds nobody up any more: it may never have been made. */
    static boolean isOverdue(Seat seat, Instant turn, Account account, BootTimes times, Instant now) {
        return now.isAfter(turn.plus(account.deadline()).plus(times.patience(seat.offering())));
    }
}
