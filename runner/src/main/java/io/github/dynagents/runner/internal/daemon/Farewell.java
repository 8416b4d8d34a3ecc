package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What is left running when the daemon stops, and until when. */
final class Farewell {
    private Farewell() {}

    static List<String> of(World world) {
        List<String> lines = new ArrayList<>();
        if (world.seats().isEmpty()) {
            lines.add("stopped; no machine is left");
            return lines;
        }
        Bound bound = Bound.of(world);
        lines.add("stopped; " + world.seats().size() + " machine(s) left, for " + bound.most() + " at most"
                + (bound.isBounded() ? ", all gone by " + bound.latest().truncatedTo(ChronoUnit.SECONDS) : ""));
        SortedMap<MachineName, Instant> ends = Bound.ends(world);
        for (Seat seat : world.seats().values()) {
            lines.add(seat.name() + " " + SeatLog.describe(seat) + "; "
                    + until(Optional.ofNullable(ends.get(seat.name()))));
        }
        lines.addAll(WorstCase.of(world).lines());
        for (MachineName name : bound.unbounded()) {
            lines.add(name + " is billed until released: run \"dynagents reap --yes\" regularly");
        }
        return lines;
    }

    private static String until(Optional<Instant> gone) {
        return gone.map(end ->
                        "it ends by itself by " + end.truncatedTo(ChronoUnit.SECONDS) + " unless the daemon comes back")
                .orElse("only a release ends its bill");
    }
}
