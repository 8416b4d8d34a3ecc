package io.github.dynagents.core.world;

import java.time.Duration;
import java.time.Instant;

/** A rhythm that is told job by job, on a pool of one slot whose machines boot in 90 s. */
public final class Beats {
    public static final Duration BOOT = Duration.ofSeconds(90);

    private Instant now = Worlds.NOON;
    private Rhythm rhythm = Rhythm.NONE;

    /** So many jobs are there, for so long. */
    public Beats jobs(int jobs, Duration time) {
        observe(jobs);
        Instant end = now.plus(time);
        for (now = now.plusSeconds(60); now.isBefore(end); now = now.plusSeconds(60)) {
            observe(jobs);
        }
        now = end;
        observe(jobs);
        return this;
    }

    /** Nothing comes for so long. */
    public Beats idle(Duration time) {
        return jobs(0, time);
    }

    /** A job that takes so long, and nothing until the next is due: so many times. */
    public Beats every(Duration period, Duration job, int times) {
        for (int i = 0; i < times; i++) {
            jobs(1, job).idle(period.minus(job));
        }
        return this;
    }

    private void observe(int jobs) {
        rhythm = rhythm.observe(jobs, 1, () -> BOOT, now);
    }

    public Rhythm rhythm() {
        return rhythm;
    }

    public Instant now() {
        return now;
    }
}
