package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Has each account tidied up once in a while, when its machines are known for certain. */
public final class Housekeeping implements AutoCloseable {
    private static final Duration EVERY = Duration.ofHours(1);

    private final Seam seam;
    private final Supplier<World> world;
    private final SortedMap<String, Machines> machines;
    private final SortedMap<String, Seam.Lane> lanes = new TreeMap<>();
    private Seam.Timer next = () -> {};

    /**
     * Prepares to tidy up.
     *
     * @param machines by account
     * @param world what is believed, asked on the loop
     */
    public Housekeeping(Seam seam, Map<String, Machines> machines, Supplier<World> world) {
        this.seam = seam;
        this.world = world;
        this.machines = new TreeMap<>(machines);
        machines.keySet().forEach(account -> lanes.put(account, seam.lane("tidy-" + account, 1)));
    }

    /** Begins, an interval from now. */
    public void start() {
        next = seam.at(seam.now().plus(EVERY), this::tidy);
    }

    private void tidy() {
        World now = world.get();
        machines.forEach((account, provider) -> {
            Seam.Lane lane = lanes.get(account);
            if (lane != null && now.trust().mayBuyAt(account)) {
                SortedSet<MachineName> alive = alive(now, account);
                lane.submit(
                        0,
                        now.fleet().account(account).deadline(),
                        () -> {
                            provider.tidy(alive);
                            return account;
                        },
                        answer -> {}); // what was left is tidied next time
            }
        });
        start();
    }

    private static SortedSet<MachineName> alive(World world, String account) {
        SortedSet<MachineName> names = new TreeSet<>();
        for (Seat seat : world.seats().values()) {
            if (seat.account().equals(account)) {
                names.add(seat.name());
            }
        }
        return Collections.unmodifiableSortedSet(names);
    }

    @Override
    public void close() {
        next.cancel();
        lanes.values().forEach(Seam.Lane::close);
    }
}
