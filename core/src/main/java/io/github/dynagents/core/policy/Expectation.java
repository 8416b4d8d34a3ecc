package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.BootTimes;
import io.github.dynagents.core.world.Learned;
import io.github.dynagents.core.world.Samples;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long things will take, as far as experience tells. Changes as machines are bought that others will wait for. */
final class Expectation {
    private static final Duration UNKNOWN_JOB = Duration.ofMinutes(5);
    private static final int ENOUGH = 2;
    private static final int ALL_OUTLIVED = 3;

    private final World world;
    private final SortedMap<OfferingId, Offering> sold;
    private final BootTimes times;
    private final SortedMap<String, BootQueue> queues = new TreeMap<>();

    Expectation(World world) {
        this.world = world;
        this.times = world.bootTimes();
        this.sold = times.sold();
    }

    SortedMap<OfferingId, Offering> sold() {
        return sold;
    }

    /** How long a job takes in all, on a machine of usual speed. */
    Duration duration(Job job) {
        Learned learned = world.learned();
        return learned.durations(job.repo(), job.pipeline())
                .median()
                .or(() -> learned.anyDuration().median())
                .orElse(UNKNOWN_JOB);
    }

    /** How much longer a job takes that has run for a while: what others of its kind took beyond that. */
    Duration rest(Job job) {
        Duration elapsed = job.started()
                .map(started -> Duration.between(started, world.now()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        Samples kind = world.learned().durations(job.repo(), job.pipeline());
        long longer =
                kind.newest().stream().filter(d -> d.compareTo(elapsed) > 0).count();
        if (longer >= ENOUGH) {
            return kind.meanRest(elapsed).orElse(UNKNOWN_JOB);
        }
        return kind.newest().size() >= ALL_OUTLIVED && longer == 0
                ? elapsed.dividedBy(3)
                : world.learned().anyDuration().meanRest(elapsed).orElse(UNKNOWN_JOB);
    }

    /** From a machine's turn to come up to an agent that takes jobs. */
    Duration boot(Offering offering) {
        return times.of(offering);
    }

    Duration boot(Optional<OfferingId> offering) {
        return times.of(offering);
    }

    /** The same from the purchase, of a machine that is bought next: it may have to wait for others. */
    Duration bootOfNext(Offering offering) {
        return queue(offering.id().account()).map(queue -> queue.next(offering)).orElseGet(() -> boot(offering));
    }

    Duration bootOfNext(Optional<OfferingId> offering) {
        return offering.map(sold::get).map(this::bootOfNext).orElseGet(() -> boot(offering));
    }

    /** The same, of so many that are bought next. */
    List<Duration> bootsOfNext(Offering offering, int count) {
        return queue(offering.id().account())
                .map(queue -> queue.next(offering, count))
                .orElseGet(() -> Collections.nCopies(count, boot(offering)));
    }

    /** Whether one of so many that are bought next would have to wait for others. */
    boolean hasToWait(Offering offering, int count) {
        return queue(offering.id().account())
                .map(queue -> queue.next(offering, count).get(count - 1))
                .filter(last -> last.compareTo(boot(offering)) > 0)
                .isPresent();
    }

    /** One is bought: those that are bought after it may have to wait for it. */
    void buys(Offering offering) {
        queue(offering.id().account()).ifPresent(queue -> queue.buys(offering));
    }

    /** When a machine that has not been connected yet is ready, if all goes well. */
    Instant ready(Seat seat) {
        return world.turn(seat)
                .map(turn -> turn.plus(boot(seat.offering())))
                .or(() -> queue(seat.account()).map(queue -> queue.ready(seat)))
                .orElse(world.now());
    }

    /** Empty for an account that brings up all its machines at once. */
    private Optional<BootQueue> queue(String account) {
        Account seller = world.fleet().account(account);
        return seller.bootsOneAfterAnother()
                ? Optional.of(queues.computeIfAbsent(account, name -> new BootQueue(world, seller, times)))
                : Optional.empty();
    }

    /** How long a machine may take to boot, once it is its turn, before its offering is blamed. */
    Duration bootPatience(Optional<OfferingId> offering) {
        return times.patience(offering);
    }

    /** When a machine is blamed that is not up; empty while it waits for others. */
    Optional<Instant> bootDeadline(Seat seat) {
        return world.turn(seat).map(turn -> turn.plus(bootPatience(seat.offering())));
    }

    /** Whether an order or a machine should long be up. */
    boolean isOverdue(Seat seat) {
        return world.isOverdue(seat, times);
    }

    /** Whether an order waits, for others or for itself, where nothing has come up for too long. */
    boolean isStuck(Seat seat) {
        return world.isStuck(seat, times);
    }

    /** When the script of a machine runs at the latest that was born then: patience ends what takes longer. */
    Instant scriptRunsBy(Seat seat, Instant born) {
        Instant turn = world.turn(seat)
                .map(given -> born.plus(Duration.between(seat.born(), given)))
                .orElseGet(() -> BootQueue.later(born, world.now())
                        .plus(queue(seat.account())
                                .map(queue -> queue.longestWait(seat))
                                .orElse(Duration.ZERO)));
        return turn.plus(bootPatience(seat.offering()));
    }

    /** The same, from the birth of a machine that is bought next. */
    Duration longestBootOfNext(Offering offering) {
        return bootPatience(Optional.of(offering.id()))
                .plus(queue(offering.id().account())
                        .map(BootQueue::longestWaitOfNext)
                        .orElse(Duration.ZERO));
    }

    /** How long a machine that is up may leave a job waiting that it could take. */
    Duration connectPatience(Optional<OfferingId> offering) {
        Duration boot = boot(offering);
        Duration least = Duration.ofMinutes(2);
        return boot.compareTo(least) > 0 ? boot : least;
    }
}
