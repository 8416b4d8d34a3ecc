package io.github.dynagents.runner.internal.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Shows a day: on a screen that is drawn again and again, or as lines. */
final class Demo {
    private static final Duration FRAME = Duration.ofMillis(100);
    private static final Duration STATUS = Duration.ofHours(1);

    private final long seed;
    private final Speed speed;
    private final PrintWriter out;
    private final Pause pause;
    private final Optional<Path> record;

    /**
     * Prepares a day.
     *
     * @param seed all chance comes from it: the same seed shows the same day
     */
    Demo(long seed, Speed speed, PrintWriter out, Pause pause) {
        this(seed, speed, out, pause, Optional.empty());
    }

    /**
     * Prepares a day that is recorded.
     *
     * @param seed all chance comes from it: the same seed shows the same day
     * @param record where the day's daemons write their recordings, if they do
     */
    Demo(long seed, Speed speed, PrintWriter out, Pause pause, Optional<Path> record) {
        this.seed = seed;
        this.speed = speed;
        this.out = out;
        this.pause = pause;
        this.record = record;
    }

    /** Draws on that screen, and sums up when it is closed. */
    void on(Screen screen) throws InterruptedException {
        try (Day day = new Day(seed, entry -> {}, record)) {
            draw(day, screen);
        }
    }

    private void draw(Day day, Screen screen) throws InterruptedException {
        screen.open();
        boolean daemonRan = true;
        while (!day.isOver()) {
            boolean muchToSee =
                    day.outage().promise().isPresent() && day.outage().outcome().isEmpty();
            day.pass(speed.passes(FRAME, muchToSee));
            screen.draw(Frame.of(day, seed));
            pause.forTime(day.daemonRuns() == daemonRan ? FRAME : FRAME.plus(speed.hold()));
            daemonRan = day.daemonRuns();
        }
        pause.forTime(speed.hold());
        screen.close();
        sumUp(day);
    }

    /** Prints lines: at once, or as fast as a given factor lets the day pass. */
    void asLines() throws InterruptedException {
        Plain plain = new Plain(out);
        plain.line("dynagents demo, seed " + seed + ": a Monday of a small team, " + Clock.of(Day.START) + " to "
                + Clock.of(Day.START.plus(Day.LENGTH)) + ", on virtual time");
        plain.line("pool ci buys: hourly at " + Dollars.of(Day.HOURLY_PRICE) + " for each begun hour, "
                + Day.HOURLY_MOST + " at most; second at " + Dollars.of(Day.SECOND_PRICE)
                + " an hour, billed by the second; " + Day.MOST + " machines at most");
        plain.line("renewals of leases are decisions too, but not listed: one for each machine every 5 minutes");
        plain.line("");
        try (Day day = new Day(seed, plain::entry, record)) {
            print(day, plain);
        }
    }

    private void print(Day day, Plain plain) throws InterruptedException {
        Instant nextStatus = Day.START.plus(STATUS);
        while (!day.isOver()) {
            Duration toStatus = Duration.between(day.now(), nextStatus);
            Duration step = step();
            day.pass(step.compareTo(toStatus) < 0 ? step : toStatus);
            if (!day.now().isBefore(nextStatus)) {
                plain.status(day);
                nextStatus = nextStatus.plus(STATUS);
            }
            pause.forTime(speed instanceof Speed.Factor ? FRAME : Duration.ZERO);
        }
        plain.status(day);
        plain.line("");
        sumUp(day);
    }

    /** Nobody watches lines in time lapse, unless asked for. */
    private Duration step() {
        return speed instanceof Speed.Factor ? speed.passes(FRAME, false) : STATUS;
    }

    private void sumUp(Day day) {
        Summary.of(day).forEach(out::println);
        out.flush();
    }
}
