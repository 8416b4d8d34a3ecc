package io.github.dynagents.examples.process;

import com.google.auto.service.AutoService;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Spi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the daemon finds this provider. {@code @AutoService} writes the line in {@code META-INF/services} that {@link
 * java.util.ServiceLoader} reads; the daemon makes one of these for each jar that it looks into, so it does nothing
 * but describe itself until it is told to open an account.
 */
@AutoService(MachinesFactory.class)
public final class ProcessMachinesFactory implements MachinesFactory {
    @Override
    public String name() {
        return "process";
    }

    /** The compiler copies the number, so that this jar keeps telling what it was compiled against. */
    @Override
    public int spi() {
        return Spi.VERSION;
    }

    @Override
    public List<Option> accountOptions() {
        return List.of(
                Option.required("dir", Path.class, "directory where machines keep their files; made if missing"),
                Option.of("capacity", Integer.class, "4", "how many machines it holds at once, of all owners"),
                Option.of("watchdog-poll", Duration.class, "1s", "how soon a machine obeys its mark; 20 ms at least"));
    }

    @Override
    public List<Option> templateOptions() {
        return List.of(
                Option.of("price", Money.class, "0.01", "what an hour of a machine counts as, in dollars"),
                Option.of("increment", Duration.class, "1s", "what running time is rounded up to"),
                Option.of("minimum", Duration.class, "0s", "what is paid for at least"),
                Option.of("boot", Duration.class, "2s", "from the purchase to an agent that takes jobs, usually"),
                Option.of("speed", Double.class, "1.0", "relative speed: jobs take their usual time divided by it"));
    }

    /**
     * Opens an account. Core has read the values as the options say; what no single option can say is checked here.
     *
     * @throws IllegalArgumentException naming the option whose value makes no sense
     */
    @Override
    public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
        int capacity = account.get("capacity", Integer.class);
        if (capacity < 1) {
            throw new IllegalArgumentException("option \"capacity\" must be 1 at least, not " + capacity);
        }
        Duration poll = account.get("watchdog-poll", Duration.class);
        if (poll.compareTo(Duration.ofMillis(20)) < 0) {
            throw new IllegalArgumentException("option \"watchdog-poll\" must be 20 ms at least, not " + poll);
        }
        SortedMap<String, Template> known = new TreeMap<>();
        templates.forEach((name, settings) -> known.put(name, Template.read(name, settings)));
        Path directory = account.get("dir", Path.class).toAbsolutePath().normalize();
        return new ProcessMachines(new AccountDirectory(directory), capacity, poll, known, context);
    }
}
