package io.github.dynagents.testkit.time;

import io.github.dynagents.core.interpret.Seam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Time that passes only when told to: every event of a simulation runs in the caller's thread, ordered by instant and
 * then by the order in which it was asked for, and all chance comes from one seed. The same seed gives the same events.
 *
 * <p>As a {@link Seam} it has a clock that is always right; the fakes go by it. A daemon that shall be killed, stopped
 * or given a wrong clock runs on a {@link #process} of its own. Not thread-safe: one thread at a time.
 */
public final class VirtualTime implements Seam {
    private static final long MOST_AT_ONE_INSTANT = 2_000_000;

    private final long seed;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<BiConsumer<Instant, String>> listeners = new ArrayList<>();
    private final VirtualProcess own;
    private final CallClock call = new CallClock();
    private long nanos;
    private Instant now;
    private final Instant start;
    private long order;
    private long atThisInstant;
    private long ran;

    /** Starts at that instant, with all chance from that seed. */
    public VirtualTime(Instant start, long seed) {
        this.start = start;
        this.now = start;
        this.seed = seed;
        this.own = new VirtualProcess(this, "world");
    }

    /** A daemon's own seam: it can be killed, stopped, and its clock can be wrong. */
    public VirtualProcess process(String name) {
        return new VirtualProcess(this, name);
    }

    /** The right time. */
    @Override
    public Instant now() {
        return now;
    }

    @Override
    public RandomGenerator random() {
        return own.random();
    }

    /**
     * A source of chance of its own for each name: drawing more from one changes nothing in the others.
     *
     * @param name such as {@code cloud}
     */
    public RandomGenerator randomFor(String name) {
        return RandomGeneratorFactory.of("SplittableRandom").create(mixed(seed + mixed(name.hashCode())));
    }

    /** Stafford's variant 13 of MurmurHash3's finalizer: seeds that are near each other give sources that are not. */
    private static long mixed(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    @Override
    public void post(Runnable event) {
        own.post(event);
    }

    @Override
    public Timer at(Instant when, Runnable event) {
        return own.at(when, event);
    }

    /** Runs an event when so much time has passed; at once, but not within this call, if none has to. */
    public Timer after(Duration wait, Runnable event) {
        return own.after(wait, event);
    }

    @Override
    public Lane lane(String name, int parallel) {
        return own.lane(name, parallel);
    }

    /**
     * Lets the call that is being made on a lane take so much longer: its effect is now, its answer comes later.
     * Outside a lane's call, it changes nothing: a call that a test makes by itself takes no time.
     */
    public void elapse(Duration more) {
        call.elapse(more);
    }

    /**
     * Lets the call that is being made never be answered.
     *
     * @throws IllegalStateException always: within a lane's call it only ends the call's code, and its caller learns
     *     of the deadline; a test that makes the call by itself sees it
     */
    public RuntimeException hang() {
        call.hang();
        throw new IllegalStateException("this call hangs for ever; make it on a lane, where its deadline ends it");
    }

    /** How long the call that is being made on a lane takes as far as is known. */
    public Duration elapsed() {
        return Duration.ofNanos(call.elapsed());
    }

    /** Whether the call that is being made on a lane is never answered, as far as is known. */
    public boolean hangs() {
        return call.hangs();
    }

    /** Runs the next event, however far ahead; false if there is none. */
    public boolean step() {
        return runNext(Long.MAX_VALUE);
    }

    /** Runs the next event that is due up to that instant, which it then is; false if none is left. */
    public boolean stepUntil(Instant end) {
        long last = nanosAt(end);
        boolean ran = runNext(last);
        if (!ran) {
            moveTo(Math.max(nanos, last));
        }
        return ran;
    }

    /** Runs all that is due up to that instant, which it then is. */
    public void runUntil(Instant end) {
        long last = nanosAt(end);
        boolean more = true;
        while (more) {
            more = runNext(last);
        }
        moveTo(Math.max(nanos, last));
    }

    /** Runs all that is due within so much time, which has then passed. */
    public void runFor(Duration time) {
        runUntil(now.plus(time));
    }

    /**
     * Runs until nothing is left to happen.
     *
     * @param limit how much time may pass at most
     * @return whether nothing is left; if false, the limit has passed
     */
    public boolean runUntilIdle(Duration limit) {
        long last = Math.addExact(nanos, limit.toNanos());
        boolean more = true;
        while (more) {
            more = runNext(last);
        }
        dropCancelled();
        if (!events.isEmpty()) {
            moveTo(last);
        }
        return events.isEmpty();
    }

    /** How many events have run. */
    public long eventsRun() {
        return ran;
    }

    /** Gets every {@link #note} from now on. */
    public void onNote(BiConsumer<Instant, String> listener) {
        listeners.add(listener);
    }

    /** Tells listeners what happens now; costs nothing where nobody listens. */
    public void note(Supplier<String> what) {
        if (!listeners.isEmpty()) {
            String text = what.get();
            listeners.forEach(listener -> listener.accept(now, text));
        }
    }

    long nanos() {
        return nanos;
    }

    CallClock call() {
        return call;
    }

    Event schedule(long atNanos, VirtualProcess process, Runnable action) {
        Event event = new Event(Math.max(nanos, atNanos), order++, process, action);
        events.add(event);
        return event;
    }

    private boolean runNext(long last) {
        dropCancelled();
        Event event = events.peek();
        if (event == null || event.atNanos() > last) {
            return false;
        }
        events.remove();
        moveTo(event.atNanos());
        guard(event);
        ran++;
        event.run();
        return true;
    }

    private void dropCancelled() {
        while (!events.isEmpty() && events.element().isCancelled()) {
            events.remove();
        }
    }

    private void moveTo(long then) {
        if (then != nanos) {
            nanos = then;
            now = start.plusNanos(then);
            atThisInstant = 0;
        }
    }

    private void guard(Event event) {
        if (++atThisInstant > MOST_AT_ONE_INSTANT) {
            throw new IllegalStateException(MOST_AT_ONE_INSTANT + " events at " + now
                    + " without time moving on: something wakes itself for ever. The latest is " + event + ", seed "
                    + seed);
        }
    }

    private long nanosAt(Instant instant) {
        return Duration.between(start, instant).toNanos();
    }
}
