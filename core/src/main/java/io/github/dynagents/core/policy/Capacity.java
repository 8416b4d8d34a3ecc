package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.world.Observed;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a pool has to run its jobs on.
 *
 * @param live machines and orders that take jobs, or will
 * @param expected how long things take
 */
record Capacity(World world, Pool pool, List<Seat> live, Expectation expected) {
    static Capacity of(World world, Pool pool, Expectation expected) {
        List<Seat> live = new ArrayList<>();
        for (Seat seat : world.seats().values()) {
            if (seat.pool().equals(pool.name()) && takesJobs(world, seat, expected)) {
                live.add(seat);
            }
        }
        return new Capacity(world, pool, Collections.unmodifiableList(live), expected);
    }

    /**
     * An order that should long be up, or waits where nothing comes up, is no answer to jobs that wait; it counts for
     * limits until it is settled.
     */
    private static boolean takesJobs(World world, Seat seat, Expectation expected) {
        return switch (seat) {
            case Seat.Intended intended -> mayComeUp(world, seat, expected);
            case Seat.Bought bought -> mayComeUp(world, seat, expected);
            case Seat.Listed listed -> !listed.work().isDraining() && !isOutOfSight(world, listed);
            case Seat.Leaving leaving -> false;
        };
    }

    private static boolean mayComeUp(World world, Seat order, Expectation expected) {
        boolean inRounds = world.fleet().account(order.account()).bootsOneAfterAnother();
        return !expected.isOverdue(order) && !(inRounds && (expected.isStuck(order) || isOutOfSight(world, order)));
    }

    /** Where nothing could be listed for a whole lease, nobody knows what is left. */
    static boolean isOutOfSight(World world, Seat seat) {
        Observed<Listing> cloud = world.seen().cloud(seat.account());
        return !cloud.isKnown()
                && cloud.blindSince()
                        .filter(since -> !world.now()
                                .isBefore(since.plus(world.fleet().safety().lease())))
                        .isPresent();
    }

    Capacity without(Set<MachineName> leaving) {
        return leaving.isEmpty()
                ? this
                : new Capacity(
                        world,
                        pool,
                        live.stream()
                                .filter(seat -> !leaving.contains(seat.name()))
                                .toList(),
                        expected);
    }

    List<Seat.Listed> listed() {
        List<Seat.Listed> listed = new ArrayList<>(live.size());
        for (Seat seat : live) {
            if (seat instanceof Seat.Listed one) {
                listed.add(one);
            }
        }
        return Collections.unmodifiableList(listed);
    }

    /** Machines that could take a job this instant and have none; known from a queue that they could be seen in. */
    List<Seat.Listed> idle() {
        Optional<Instant> asked = world.seen().server(pool.server()).at();
        List<Seat.Listed> idle = new ArrayList<>();
        for (Seat seat : live) {
            if (seat instanceof Seat.Listed listed && isIdle(listed.work(), asked)) {
                idle.add(listed);
            }
        }
        return Collections.unmodifiableList(idle);
    }

    private static boolean isIdle(Work work, Optional<Instant> asked) {
        return switch (work) {
            case Work.Idle idle -> true;
            case Work.Unproven unproven ->
                unproven.upSince()
                        .filter(up -> asked.filter(up::isBefore).isPresent())
                        .isPresent();
            case Work.Busy busy -> false;
            case Work.Draining draining -> false;
        };
    }

    /** How many machines the jobs of this pool need, those that run included. */
    int needed() {
        int running = 0;
        for (Seat seat : live) {
            running += seat instanceof Seat.Listed listed ? listed.work().jobs().size() : 0;
        }
        return Math.ceilDiv(running + world.demand().waiting(pool.name()).size(), pool.slots());
    }

    /** From now until each slot is free, for every slot that there is or will be. */
    List<Duration> slots() {
        List<Duration> free = new ArrayList<>();
        for (Seat seat : live) {
            switch (seat) {
                case Seat.Intended intended -> whenBooted(intended, free);
                case Seat.Bought bought -> whenBooted(bought, free);
                case Seat.Leaving leaving -> {}
                case Seat.Listed listed -> {
                    if (listed.work() instanceof Work.Unproven) {
                        whenBooted(listed, free);
                    } else {
                        listed.work().jobs().forEach(job -> free.add(expected.rest(job)));
                        for (int i = listed.work().jobs().size(); i < pool.slots(); i++) {
                            free.add(Duration.ZERO);
                        }
                    }
                }
            }
        }
        return free;
    }

    private void whenBooted(Seat seat, List<Duration> free) {
        Instant ready = expected.ready(seat);
        Duration wait = ready.isAfter(world.now()) ? Duration.between(world.now(), ready) : Duration.ZERO;
        for (int i = 0; i < pool.slots(); i++) {
            free.add(wait);
        }
    }

    /** Slots that are free now, or will be as soon as their machine has booted. */
    int unusedSlots() {
        int unused = 0;
        for (Seat seat : live) {
            unused += seat instanceof Seat.Listed listed
                    ? Math.max(0, pool.slots() - listed.work().jobs().size())
                    : pool.slots();
        }
        return unused;
    }
}
