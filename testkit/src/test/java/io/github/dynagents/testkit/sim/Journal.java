package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps what was decided. Set the system property {@code dynagents.print} to see it as it comes. */
final class Journal implements Autoscaler.Listener {
    private static final boolean PRINT = Boolean.getBoolean("dynagents.print");

    private final List<Instant> instants = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<Cut.Refused> refused = new ArrayList<>();
    private final SortedMap<String, Reason> told = new TreeMap<>();
    private final SortedMap<Instant, Integer> ticksByHour = new TreeMap<>();
    private int ticks;
    private @Nullable World latest;

    @Override
    public void decided(World world, Plan plan, Cut cut) {
        ticks++;
        latest = world;
        ticksByHour.merge(world.now().truncatedTo(java.time.temporal.ChronoUnit.HOURS), 1, Integer::sum);
        refused.addAll(cut.refused());
        for (Decision decision : cut.kept()) {
            decisions.add(decision);
            instants.add(world.now());
            if (decision instanceof Decision.Tell tell) {
                told.put(tell.key(), tell.reason());
            }
            if (PRINT) {
                System.out.println("    " + world.now() + " " + decision);
            }
        }
    }

    @Override
    public void failed(RuntimeException why) {
        failures.add(why);
    }

    /** Every decision with its instant, as text. */
    List<String> lines() {
        return IntStream.range(0, decisions.size())
                .mapToObj(i -> instants.get(i) + " " + decisions.get(i))
                .toList();
    }

    <D extends Decision> List<D> all(Class<D> kind) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    int count(Class<? extends Decision> kind) {
        return all(kind).size();
    }

    /** The latest words of each state of affairs that people were told of. */
    SortedMap<String, Reason> told() {
        return told;
    }

    List<RuntimeException> failures() {
        return failures;
    }

    List<Cut.Refused> refused() {
        return refused;
    }

    int ticks() {
        return ticks;
    }

    /** The most ticks in one hour of those that began since then. */
    int mostTicksInAnHour(Instant since) {
        return ticksByHour.tailMap(since).values().stream()
                .mapToInt(n -> n)
                .max()
                .orElse(0);
    }

    /** What was believed last. */
    World world() {
        return Objects.requireNonNull(latest, "no tick yet");
    }
}
