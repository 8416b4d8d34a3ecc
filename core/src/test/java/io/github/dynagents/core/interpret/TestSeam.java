package io.github.dynagents.core.interpret;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One thread, and time that passes when it is told to. Calls can be held back. */
final class TestSeam implements Seam {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    final SortedMap<String, Instant> pauses = new TreeMap<>();
    final List<String> order = new ArrayList<>();
    private final Deque<Runnable> events = new ArrayDeque<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final List<Timed> timers = new ArrayList<>();
    private final RandomGenerator random = new Random(7);
    private boolean holding;
    private Instant now = NOON;

    private record Timed(Instant when, Runnable event) {}

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void post(Runnable event) {
        events.add(event);
    }

    @Override
    public Timer at(Instant when, Runnable event) {
        Timed timed = new Timed(when, event);
        timers.add(timed);
        return () -> timers.remove(timed);
    }

    /** Calls are not begun until {@link #go}. */
    void hold() {
        holding = true;
    }

    void go() {
        holding = false;
        events.addAll(held);
        held.clear();
        run();
    }

    void run() {
        while (!events.isEmpty()) {
            events.remove().run();
        }
    }

    void pass(Duration time) {
        Instant end = now.plus(time);
        run();
        while (timers.stream().anyMatch(timer -> !timer.when().isAfter(end))) {
            Timed next = timers.stream().min(Comparator.comparing(Timed::when)).orElseThrow();
            timers.remove(next);
            now = next.when().isAfter(now) ? next.when() : now;
            next.event().run();
            run();
        }
        now = end;
    }

    @Override
    public Lane lane(String name, int parallel) {
        return new TestLane(name);
    }

    private final class TestLane implements Lane {
        private final String name;

        TestLane(String name) {
            this.name = name;
        }

        @Override
        public <T> void submit(int urgency, Duration deadline, Call<T> call, Consumer<Answer<T>> then) {
            order.add(name + " " + urgency);
            Runnable begin = () -> {
                Answer<T> answer = Answer.of(call);
                post(() -> then.accept(answer));
            };
            (holding ? held : events).add(begin);
        }

        @Override
        public void pauseUntil(Instant when) {
            pauses.put(name, when);
        }

        @Override
        public void close() {}
    }
}
