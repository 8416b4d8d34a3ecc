package io.github.dynagents.core.world;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.OfferingId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What experience has taught. It may be lost at any time: everything is right without it, only dearer.
 *
 * @param durations of jobs, by repository and pipeline
 * @param anyDuration of jobs of whatever kind
 * @param boots from a machine's turn to come up, which mostly is its purchase, to an agent that takes jobs, by offering
 * @param rhythms how demand comes and goes, by pool
 * @param survival how own machines ended, by offering
 */
public record Learned(
        SortedMap<String, Samples> durations,
        Samples anyDuration,
        SortedMap<OfferingId, Samples> boots,
        SortedMap<String, Rhythm> rhythms,
        SortedMap<OfferingId, Survival> survival) {
    /** What one knows that has seen nothing yet. */
    public static final Learned NOTHING = new Learned(
            Collections.emptySortedMap(),
            Samples.NONE,
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());

    private static final int BOOTS = 16;

    /** The key of jobs that take about as long. */
    public static String kind(String repo, String pipeline) {
        return repo + " " + pipeline;
    }

    public Samples durations(String repo, String pipeline) {
        return durations.getOrDefault(kind(repo, pipeline), Samples.NONE);
    }

    public Samples boots(OfferingId offering) {
        return boots.getOrDefault(offering, Samples.NONE);
    }

    public Rhythm rhythm(String pool) {
        return rhythms.getOrDefault(pool, Rhythm.NONE);
    }

    public Survival survival(OfferingId offering) {
        return survival.getOrDefault(offering, Survival.NONE);
    }

    /** Killed jobs tell nothing about how long their kind takes. */
    Learned finished(List<FinishedJob> jobs) {
        List<FinishedJob> telling = jobs.stream().filter(FinishedJob::completed).toList();
        if (telling.isEmpty()) {
            return this;
        }
        SortedMap<String, Samples> byKind = new TreeMap<>(durations);
        Samples any = anyDuration;
        for (FinishedJob job : telling) {
            byKind.merge(
                    kind(job.repo(), job.pipeline()),
                    Samples.NONE.plus(job.duration(), Fitted.DURATIONS),
                    (old, one) -> old.plus(job.duration(), Fitted.DURATIONS));
            any = any.plus(job.duration(), Fitted.DURATIONS_IN_ALL);
        }
        return new Learned(Collections.unmodifiableSortedMap(byKind), any, boots, rhythms, survival);
    }

    Learned booted(OfferingId offering, Duration took) {
        SortedMap<OfferingId, Samples> next = new TreeMap<>(boots);
        next.put(offering, boots(offering).plus(took, BOOTS));
        return new Learned(durations, anyDuration, Collections.unmodifiableSortedMap(next), rhythms, survival);
    }

    /** So many jobs of a pool wait or run. */
    Learned observed(Pool pool, int jobs, Supplier<Duration> boot, Instant now) {
        Rhythm before = rhythm(pool.name());
        Rhythm after = before.observe(jobs, pool.slots(), boot, now);
        if (after == before) {
            return this;
        }
        SortedMap<String, Rhythm> next = new TreeMap<>(rhythms);
        next.put(pool.name(), after);
        return new Learned(durations, anyDuration, boots, Collections.unmodifiableSortedMap(next), survival);
    }

    /** One of our machines is no more, or will not be. */
    Learned ended(OfferingId offering, Duration lived, boolean wasTaken, Instant now) {
        SortedMap<OfferingId, Survival> next = new TreeMap<>(survival);
        next.put(offering, survival(offering).plus(lived, wasTaken, now));
        return new Learned(durations, anyDuration, boots, rhythms, Collections.unmodifiableSortedMap(next));
    }
}
