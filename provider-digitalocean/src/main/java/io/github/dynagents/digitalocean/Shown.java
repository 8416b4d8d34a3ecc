package io.github.dynagents.digitalocean;

import com.myjeeva.digitalocean.common.DropletStatus;
import com.myjeeva.digitalocean.pojo.Droplet;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.spi.Listing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Droplets as core's machines. */
final class Shown {
    private final DropletTags tags;
    /** Whoever was shown under its number stays so: the older one of its name may be on its way out. */
    private final Set<Integer> byNumber = ConcurrentHashMap.newKeySet();

    Shown(DropletTags tags) {
        this.tags = tags;
    }

    /** @throws WrongAnswer if it lacks what every Droplet has */
    static Droplet checked(@Nullable Droplet droplet) throws WrongAnswer {
        if (droplet == null
                || droplet.getId() == null
                || droplet.getName() == null
                || droplet.getCreatedDate() == null) {
            throw new WrongAnswer("a Droplet without id, name or created_at");
        }
        return droplet;
    }

    boolean isOurs(Droplet droplet) {
        return tagsOf(droplet).contains(tags.owner());
    }

    /**
     * All of ours, by number. One that bears no machine's name, since somebody gave it another, or whose name an older one
     * bears already, is shown under its number: it costs money, so it must be seen and can be released.
     *
     * @throws WrongAnswer if a Droplet that was found by our tag does not show it: what is shown of it cannot be believed,
     *     and left out it would be paid for unseen
     */
    Listing listing(Walk walk) throws WrongAnswer {
        byNumber.retainAll(walk.found().keySet());
        List<Machine> machines = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Droplet each : walk.found().values()) {
            if (!isOurs(each)) {
                throw new WrongAnswer("Droplet " + each.getId() + " was found by the tag " + tags.owner()
                        + " and shows no such tag; has the token the scope tag:read?");
            }
            boolean itsOwn = !byNumber.contains(each.getId())
                    && MachineName.isValid(each.getName())
                    && taken.add(each.getName());
            if (!itsOwn) {
                byNumber.add(each.getId());
            }
            machines.add(machine(each, itsOwn ? each.getName() : "droplet-" + each.getId()));
        }
        return Listing.of(machines, walk.asOf());
    }

    private Machine machine(Droplet droplet, String name) {
        List<String> bears = tagsOf(droplet);
        Machine.Builder machine = Machine.builder(
                        new MachineName(name),
                        droplet.getId().toString(),
                        droplet.getCreatedDate().toInstant())
                .state(state(droplet.getStatus()));
        DropletTags.pool(bears).ifPresent(machine::pool);
        DropletTags.offering(bears).ifPresent(machine::offering);
        tags.lease(bears).ifPresent(machine::lease);
        return machine.build();
    }

    /** Off is off for good, whether a watchdog did it or a person: nothing runs, and the bill does. */
    private static MachineState state(@Nullable DropletStatus status) {
        return switch (status) {
            case NEW -> MachineState.STARTING;
            case OFF, ARCHIVE -> MachineState.REMNANT;
            case ACTIVE -> MachineState.UP;
            case null -> MachineState.UP; // a word that came later: it is there, and is billed
        };
    }

    /** DigitalOcean takes tags of other capitals for the same, and shows them as they were made first; ours have none. */
    private static List<String> tagsOf(Droplet droplet) {
        return droplet.getTags() == null
                ? List.of()
                : droplet.getTags().stream()
                        .map(tag -> tag.toLowerCase(Locale.ROOT))
                        .toList();
    }
}
