package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.testkit.workload.TraceLine;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Makes a trace of finished jobs. It begins at midnight (UTC) of a Monday, so that a replay knows what day it is. */
public final class AsTrace {
    private AsTrace() {}

    /** In the order in which they were submitted. */
    public static List<TraceLine> of(List<FinishedJob> jobs, Names names) {
        List<FinishedJob> inOrder = jobs.stream()
                .sorted(Comparator.comparing(AsTrace::submitted).thenComparing(FinishedJob::id))
                .toList();
        if (inOrder.isEmpty()) {
            return List.of();
        }
        Instant start = monday(submitted(inOrder.getFirst()));
        return inOrder.stream().map(job -> line(job, start, names)).toList();
    }

    /** When it entered the queue; when it began, where the server tells no more. */
    static Instant submitted(FinishedJob job) {
        return job.created().equals(Instant.EPOCH) ? job.started() : job.created();
    }

    private static Instant monday(Instant first) {
        return LocalDate.ofInstant(first, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static TraceLine line(FinishedJob job, Instant start, Names names) {
        return new TraceLine(
                Duration.between(start, submitted(job)),
                names.repo(job.repoName()),
                names.pipeline(job.pipeline()),
                job.platform().os(),
                job.platform().arch(),
                names.labels(job.labels()),
                job.duration(),
                job.end().name().toLowerCase(Locale.ROOT));
    }
}
