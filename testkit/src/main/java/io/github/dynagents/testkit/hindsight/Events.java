package io.github.dynagents.testkit.hindsight;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is to happen, the earliest first; at one instant jobs end before machines come up, and those before machines
 * leave. A heap of plain numbers, since it is copied a million times.
 */
final class Events {
    static final int END = 0;
    static final int UP = 1;
    static final int LEAVE = 2;

    private long[] times = new long[64];
    private int[] what = new int[64];
    private int count;

    boolean due(long now) {
        return count > 0 && times[0] <= now;
    }

    long time() {
        return times[0];
    }

    int kind() {
        return what[0] & 3;
    }

    int machine() {
        return what[0] >> 2;
    }

    IntStream machines() {
        return Arrays.stream(what, 0, count).map(event -> event >> 2);
    }

    void clear() {
        count = 0;
    }

    void add(long time, int kind, int machine) {
        if (count == times.length) {
            times = Arrays.copyOf(times, count * 2);
            what = Arrays.copyOf(what, count * 2);
        }
        int event = machine << 2 | kind;
        int at = count++;
        while (at > 0 && before(time, event, (at - 1) >> 1)) {
            move((at - 1) >> 1, at);
            at = (at - 1) >> 1;
        }
        times[at] = time;
        what[at] = event;
    }

    void removeFirst() {
        count--;
        long time = times[count];
        int event = what[count];
        int at = 0;
        for (int child = 1; child < count; child = 2 * at + 1) {
            if (child + 1 < count && before(times[child + 1], what[child + 1], child)) {
                child++;
            }
            if (before(time, event, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        times[at] = time;
        what[at] = event;
    }

    void copyFrom(Events other) {
        if (times.length < other.count) {
            times = new long[other.times.length];
            what = new int[other.times.length];
        }
        System.arraycopy(other.times, 0, times, 0, other.count);
        System.arraycopy(other.what, 0, what, 0, other.count);
        count = other.count;
    }

    /** A copy that takes no more room than it needs. */
    Events copy() {
        Events copy = new Events();
        copy.times = Arrays.copyOf(times, Math.max(1, count));
        copy.what = Arrays.copyOf(what, Math.max(1, count));
        copy.count = count;
        return copy;
    }

    private boolean before(long time, int event, int than) {
        if (time != times[than]) {
            return time < times[than];
        }
        int order = Integer.compare(event & 3, what[than] & 3);
        return order != 0 ? order < 0 : event < what[than];
    }

    private void move(int from, int to) {
        times[to] = times[from];
        what[to] = what[from];
    }
}
