package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.WatchdogTimes;
import java.util.Optional;

/** What kind of thing a watchdog runs on: where it keeps its files, when that was born, and how it is switched off. */
public final class Host {
    private static final String NOTHING = ":";

    private final boolean whole;
    private final String directory;
    private final String volatileDirectory;
    private String powerOff;
    private boolean metadataForJobs;
    private WatchdogTimes times = WatchdogTimes.USUAL;
    private String prepared = NOTHING;
    private Optional<String> secretsFrom = Optional.empty();

    private Host(boolean whole, String directory, String volatileDirectory, String powerOff, boolean metadataForJobs) {
        this.whole = whole;
        this.directory = directory;
        this.volatileDirectory = volatileDirectory;
        this.powerOff = powerOff;
        this.metadataForJobs = metadataForJobs;
    }

    private Host copy() {
        Host copy = new Host(whole, directory, volatileDirectory, powerOff, metadataForJobs);
        copy.times = times;
        copy.prepared = prepared;
        copy.secretsFrom = secretsFrom;
        return copy;
    }

    /**
     * A whole Linux machine: born when its kernel came up, switched off in order, and by force if that takes longer
     * than {@link WatchdogTimes#shutdown()}. The watchdog runs as root there. It keeps its age in
     * {@code /var/lib/dynagents}, which outlives a reboot, and the rest in {@code /run/dynagents}.
     *
     * <p>The metadata service at {@code 169.254.169.254}, which shows the user data and so the agent's secrets, is closed
     * to all but root, and to containers that have a network of their own, where the machine has {@code nft} or
     * {@code iptables}; else that is said in its log. That does not stop a job that is root on the machine: one of an
     * agent that is a program and runs as root, one in a container with the host's network, or one that has the
     * container engine's socket, which is as good as root.
     */
    public static Host machine() {
        return new Host(true, "/var/lib/dynagents", "/run/dynagents", "switch_off", false);
    }

    /**
     * A process: born when the script is started, and gone when that ends.
     *
     * @param directory an existing directory of its own, where the script keeps its files
     */
    public static Host process(String directory) {
        return new Host(false, directory, directory, NOTHING, true);
    }

    /** The same, with the metadata service open to jobs, for those that live by the machine's own role. */
    public Host metadataForJobs() {
        Host changed = copy();
        changed.metadataForJobs = true;
        return changed;
    }

    /**
     * The same, switched off in another way.
     *
     * @param body shell text, run once everything else has ended
     */
    public Host powerOff(String body) {
        Host changed = copy();
        changed.powerOff = body;
        return changed;
    }

    /** The same, watching at another pace. */
    public Host times(WatchdogTimes times) {
        Host changed = copy();
        changed.times = times;
        return changed;
    }

    /**
     * The same, prepared before all else: such as by a configuration that other programs of its image read when they come
     * up. Only of a whole machine.
     *
     * @param body shell text, run once, when the user data are: as root, with the umask 022, before the watchdog is
     *     installed. If its last command fails, that is said and the machine is switched off
     * @throws IllegalStateException of a process, which nobody installs
     */
    public Host prepared(String body) {
        if (!whole) {
            throw new IllegalStateException("only a whole machine can be prepared");
        }
        Host changed = copy();
        changed.prepared = body;
        return changed;
    }

    /**
     * The same, with the agent's secrets fetched on the machine: none is in the script, nor in the user data. They are on no
     * command line and in no file there; {@code base64 -d} is needed.
     *
     * @param body shell text that prints a line {@code NAME BASE64} for each secret, the value as UTF-8 and its base64
     *     in one line; what it prints besides is not looked at. It runs before each start of the agent, in the process
     *     that will be the agent, without the agent's environment. Where it fails, or a secret of the agent is missing,
     *     the start has failed: it is tried again as after an agent that ended by itself, and at last the machine ends
     */
    public Host secretsFrom(String body) {
        Host changed = copy();
        changed.secretsFrom = Optional.of(body);
        return changed;
    }

    boolean whole() {
        return whole;
    }

    String directory() {
        return directory;
    }

    String volatileDirectory() {
        return volatileDirectory;
    }

    boolean isMetadataForJobs() {
        return metadataForJobs;
    }

    String powerOff() {
        return powerOff;
    }

    WatchdogTimes times() {
        return times;
    }

    String prepared() {
        return prepared;
    }

    Optional<String> secretsFrom() {
        return secretsFrom;
    }
}
