package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.model.FinishedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was pulled, in words. */
public final class Summary {
    private final List<FinishedJob> jobs;

    /** @param jobs at least one */
    public Summary(List<FinishedJob> jobs) {
        this.jobs = List.copyOf(jobs);
    }

    /** Such as {@code 9,184 jobs of 12 repositories in 31 days (2026-10-26 to 2026-11-25), 895.1 hours of work}. */
    public String contents() {
        LocalDate first = day(jobs.stream().map(AsTrace::submitted).min(Instant::compareTo));
        LocalDate last = day(jobs.stream().map(AsTrace::submitted).max(Instant::compareTo));
        Duration work = jobs.stream().map(FinishedJob::duration).reduce(Duration.ZERO, Duration::plus);
        return String.format(
                Locale.ROOT,
                "%s of %s in %s (%s to %s), %,.1f hours of work",
                count(jobs.size(), "job", "jobs"),
                count(jobs.stream().map(FinishedJob::repo).distinct().count(), "repository", "repositories"),
                count(last.toEpochDay() - first.toEpochDay() + 1, "day", "days"),
                first,
                last,
                work.toSeconds() / 3600.0);
    }

    /** How long they waited then, where the server tells. */
    public Optional<String> waiting() {
        List<Duration> waits = jobs.stream()
                .filter(job ->
                        !job.created().equals(Instant.EPOCH) && !job.started().isBefore(job.created()))
                .map(job -> Duration.between(job.created(), job.started()))
                .sorted()
                .toList();
        return waits.isEmpty()
                ? Optional.empty()
                : Optional.of("they waited " + shown(quantile(waits, 50)) + " at the median, "
                        + shown(quantile(waits, 95)) + " at the 95th percentile");
    }

    private static Duration quantile(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    private static String shown(Duration wait) {
        return wait.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    private static LocalDate day(Optional<Instant> time) {
        return LocalDate.ofInstant(time.orElse(Instant.EPOCH), ZoneOffset.UTC);
    }
}
