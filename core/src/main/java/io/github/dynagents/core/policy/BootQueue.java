package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.BootTimes;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who waits for whom at an account that brings up only so many machines at once: each comes up on the first place that
 * is free, first come first served. With all of them bought this instant, the k-th is up after {@code 1 + k / places}
 * boots. Grows as machines are bought.
 */
final class BootQueue {
    private final Instant now;
    private final int most;
    private final Duration deadline;
    private final BootTimes times;
    private final PriorityQueue<Instant> freeAt = new PriorityQueue<>();
    private final SortedMap<MachineName, Instant> ready = new TreeMap<>();
    private final SortedMap<MachineName, Integer> before = new TreeMap<>();
    private final int leaving;
    private Duration longestPatience = Duration.ZERO;
    private int length;

    BootQueue(World world, Account account, BootTimes times) {
        this.now = world.now();
        this.most = account.capabilities().parallelBoots();
        this.deadline = account.deadline();
        this.times = times;
        List<Seat> leaving = world.leavingUnready(account);
        this.leaving = leaving.size();
        leaving.forEach(seat -> longestPatience = longer(longestPatience, times.patience(seat.offering())));
        List<Seat> waiting = new ArrayList<>();
        for (Seat seat : world.comingUp(account)) {
            Optional<Instant> turn = world.turn(seat);
            if (turn.isEmpty()) {
                waiting.add(seat);
            } else if (!world.isOverdue(seat, times)) {
                add(later(now, turn.get().plus(times.of(seat.offering()))), times.patience(seat.offering()));
            }
        }
        for (Seat seat : waiting) {
            before.put(seat.name(), length);
            ready.put(seat.name(), comesUp(freeAt, times.of(seat.offering())));
            length++;
            longestPatience = longer(longestPatience, times.patience(seat.offering()));
        }
    }

    private void add(Instant up, Duration patience) {
        freeAt.add(up);
        length++;
        longestPatience = longer(longestPatience, patience);
    }

    /** Takes the first free place of these, and tells when a machine is up on it. */
    private Instant comesUp(PriorityQueue<Instant> places, Duration boot) {
        Instant start = places.size() < most ? now : places.remove();
        Instant up = start.plus(boot);
        places.add(up);
        return up;
    }

    /** When a machine that waits for others is ready. */
    Instant ready(Seat seat) {
        return ready.getOrDefault(seat.name(), now);
    }

    /** From now until a machine is ready that is bought next. */
    Duration next(Offering offering) {
        Instant first = freeAt.peek();
        Instant start = first == null || freeAt.size() < most ? now : first;
        return Duration.between(now, start.plus(times.of(offering)));
    }

    /** From now until each of so many machines is ready that are bought next. */
    List<Duration> next(Offering offering, int count) {
        PriorityQueue<Instant> places = new PriorityQueue<>(freeAt);
        Duration boot = times.of(offering);
        List<Duration> boots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boots.add(Duration.between(now, comesUp(places, boot)));
        }
        return boots;
    }

    void buys(Offering offering) {
        comesUp(freeAt, times.of(offering));
        length++;
        longestPatience = longer(longestPatience, times.patience(Optional.of(offering.id())));
    }

    /**
     * How long it takes at most until it is the turn of one that waits, if all before it use up their patience. One that
     * is released while it waits is none of the queue any more: it may be the last.
     */
    Duration longestWait(Seat seat) {
        return rounds(before.getOrDefault(seat.name(), length - 1));
    }

    /** The same, of one that is bought next. */
    Duration longestWaitOfNext() {
        return rounds(length);
    }

    /** A place is free again a deadline after the patience for who had it: until then it may have been born. */
    private Duration rounds(int before) {
        return longestPatience.plus(deadline).multipliedBy((before + leaving) / most);
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
