package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Learned;
import io.github.dynagents.core.world.Samples;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** How long things will take, as far as experience tells. */
final class Expectation {
    private static final Duration UNKNOWN_JOB = Duration.ofMinutes(5);
    private static final Duration UNKNOWN_BOOT = Duration.ofSeconds(90);
    private static final int ENOUGH = 2;
    private static final int ALL_OUTLIVED = 3;

    private final World world;
    private final SortedMap<OfferingId, Offering> sold;

    Expectation(World world) {
        this.world = world;
        this.sold = world.seen().sold();
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

    /** From purchase to an agent that takes jobs. */
    Duration boot(Offering offering) {
        return world.learned().boots(offering.id()).median().orElse(offering.usualBoot());
    }

    Duration boot(Optional<OfferingId> offering) {
        return offering.map(sold::get).map(this::boot).orElse(UNKNOWN_BOOT);
    }

    /** How long a machine may take to boot before its offering is blamed. */
    Duration bootPatience(Optional<OfferingId> offering) {
        Duration boot = boot(offering);
        Duration thrice = boot.multipliedBy(3);
        Duration longer = boot.plusMinutes(5);
        return thrice.compareTo(longer) > 0 ? thrice : longer;
    }

    /** How long a machine that is up may leave a job waiting that it could take. */
    Duration connectPatience(Optional<OfferingId> offering) {
        Duration boot = boot(offering);
        Duration least = Duration.ofMinutes(2);
        return boot.compareTo(least) > 0 ? boot : least;
    }
}
