package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.BootTimes;
import io.github.dynagents.core.world.Fitted;
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
    private final World world;
    private final SortedMap<OfferingId, Offering> sold;
    private final BootTimes times;
    private final SortedMap<String, BootQueue> queues = new TreeMap<>();
    private final SortedMap<OfferingId, Duration> boots = new TreeMap<>();
    private Optional<Duration> anyDuration = Optional.empty();

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
        return rest(job, Duration.ZERO);
    }

    /** How long a job takes of which nothing is known. */
    Duration anyDuration() {
        if (anyDuration.isEmpty()) {
            anyDuration = Optional.of(anyRest(Duration.ZERO));
        }
        return anyDuration.get();
    }

    private Duration anyRest(Duration elapsed) {
        return world.learned().anyDuration().meanRest(elapsed).orElse(Fitted.UNKNOWN_JOB);
    }

    /** How much longer a job takes that has run for a while. */
    Duration rest(Job job) {
        return rest(
                job,
                job.started()
                        .map(started -> Duration.between(started, world.now()))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO));
    }

    /** What others of its kind took beyond that, on average; while few are known, all jobs together count as one more. */
    private Duration rest(Job job, Duration elapsed) {
        Samples kind = world.learned().durations(job.repo(), job.pipeline());
        int longer = kind.longerThan(elapsed);
        if (longer >= Fitted.ENOUGH_DURATIONS) {
            return kind.meanRest(elapsed).orElseThrow();
        }
        if (longer == 0 && kind.newest().size() >= Fitted.ALL_OUTLIVED) {
            return elapsed.dividedBy(3);
        }
        Duration any = elapsed.isZero() ? anyDuration() : anyRest(elapsed);
        return kind.meanRest(elapsed)
                .map(rest -> rest.multipliedBy(longer).plus(any).dividedBy(longer + 1L))
                .orElse(any);
    }

    /** From a machine's turn to come up to an agent that takes jobs. */
    Duration boot(Offering offering) {
        return boots.computeIfAbsent(offering.id(), id -> times.of(offering));
    }

    Duration boot(Optional<OfferingId> offering) {
        return offering.map(sold::get).map(this::boot).orElseGet(() -> times.of(offering));
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
