package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What was decided, and why, as it is read by people. Renewals of leases are only counted, as they are many and alike;
 * secrets are not told of, as agents of this server have none of their own.
 */
final class Journal implements Autoscaler.Listener {
    /**
     * One thing that was done.
     *
     * @param what in a word or two
     * @param whom a machine, or what is bought
     */
    record Entry(Instant at, Style style, String what, String whom, String why) {}

    private final VirtualTime time;
    private final List<Entry> entries = new ArrayList<>();
    private final Consumer<Entry> reader;
    private final Set<String> windingDown = new TreeSet<>();
    private Set<String> told = new TreeSet<>();
    private int renewals;
    private int failures;

    Journal(VirtualTime time, Consumer<Entry> reader) {
        this.time = time;
        this.reader = reader;
        time.onNote((at, what) -> ownEnd(what));
    }

    /** The last ones, the newest last. */
    List<Entry> last(int most) {
        return List.copyOf(entries.subList(Math.max(0, entries.size() - most), entries.size()));
    }

    int renewals() {
        return renewals;
    }

    /** Ticks that failed; there should be none. */
    int failures() {
        return failures;
    }

    /** Whether a machine's own script has begun to end it. */
    boolean windsDown(MachineName name) {
        return windingDown.contains(name.value());
    }

    /** Writes down what is not the daemon's own decision. */
    void add(Style style, String what, String whom, String why) {
        Entry entry = new Entry(time.now(), style, what, whom, why);
        entries.add(entry);
        reader.accept(entry);
    }

    @Override
    public void decided(World world, Plan plan, Cut cut) {
        Set<String> now = new TreeSet<>();
        for (Decision decision : cut.kept()) {
            switch (decision) {
                case Decision.Buy d -> add(Style.GREEN, "buy", d.offering().value(), why(d.reason()));
                case Decision.Settle d -> add(Style.PLAIN, "settle", d.name().value(), why(d.reason()));
                case Decision.StartAgent d ->
                    add(Style.PLAIN, "start agent", d.name().value(), why(d.reason()));
                case Decision.Renew d -> renewals++;
                case Decision.Cordon d -> add(Style.YELLOW, "cordon", d.name().value(), why(d.reason()));
                case Decision.Drain d -> add(Style.YELLOW, "drain", d.name().value(), why(d.reason()));
                case Decision.Undrain d -> add(Style.GREEN, "undrain", d.name().value(), why(d.reason()));
                case Decision.Release d -> add(Style.CYAN, "release", d.name().value(), why(d.reason()));
                case Decision.Revoke d -> {}
                case Decision.Restart d ->
                    add(Style.PLAIN, "restart", "job " + d.job().value(), why(d.reason()));
                case Decision.Tell d -> tell(now, d.key(), why(d.reason()));
            }
        }
        cut.refused().forEach(refused -> tell(now, "limit", refused.why()));
        told = now;
    }

    /** A state of affairs is told when it begins. */
    private void tell(Set<String> now, String key, String why) {
        now.add(key);
        if (!told.contains(key)) {
            add(Style.DIM, "note", key, why);
        }
    }

    @Override
    public void failed(RuntimeException why) {
        failures++;
        add(Style.RED, "fault", "tick", why.toString());
    }

    /** A machine's own script acts; the name comes first. */
    private void ownEnd(String note) {
        int name = note.indexOf(' ');
        if (note.contains(" winds down: ")) {
            windingDown.add(note.substring(0, name));
            add(Style.RED, "winds down", note.substring(0, name), after(note));
        } else if (note.contains(" powers off: ")) {
            add(Style.RED, "powers off", note.substring(0, name), after(note));
        }
    }

    private static String after(String note) {
        return "by itself: " + note.substring(note.indexOf(": ") + 2);
    }

    /** Instants of the day without their date. */
    private static String why(Reason reason) {
        return reason.toString().replaceAll("\\d{4}-\\d\\d-\\d\\dT(\\d\\d:\\d\\d):\\d\\dZ", "$1");
    }
}
