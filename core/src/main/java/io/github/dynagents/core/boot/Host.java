package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.WatchdogTimes;

/** What kind of thing a watchdog runs on: where it keeps its files, when that was born, and how it is switched off. */
public final class Host {
    private final boolean whole;
    private final String directory;
    private final String volatileDirectory;
    private final String powerOff;
    private final boolean metadataForJobs;
    private final WatchdogTimes times;

    private Host(
            boolean whole,
            String directory,
            String volatileDirectory,
            String powerOff,
            boolean metadataForJobs,
            WatchdogTimes times) {
        this.whole = whole;
        this.directory = directory;
        this.volatileDirectory = volatileDirectory;
        this.powerOff = powerOff;
        this.metadataForJobs = metadataForJobs;
        this.times = times;
    }

    /**
     * A whole Linux machine: born when its kernel came up, switched off in order, and by force if that takes longer
     * than {@link WatchdogTimes#shutdown()}. The watchdog runs as root there. It keeps its age in
     * {@code /var/lib/dynagents}, which outlives a reboot, and the rest in {@code /run/dynagents}.
     *
     * <p>The metadata service at {@code 169.254.169.254}, which shows the user data and so the agent's secrets, is closed
     * to all but root, and to containers that have a network of their own, where the machine has {@code nft} or
     * {@code iptables}. That does not stop a job that is root on the machine: one of an agent that is a program and runs
     * as root, one in a container with the host's network, or one that has the container engine's socket, which is as
     * good as root.
     */
    public static Host machine() {
        return new Host(true, "/var/lib/dynagents", "/run/dynagents", "switch_off", false, WatchdogTimes.USUAL);
    }

    /**
     * A process: born when the script is started, and gone when that ends.
     *
     * @param directory an existing directory of its own, where the script keeps its files
     */
    public static Host process(String directory) {
        return new Host(false, directory, directory, ":", true, WatchdogTimes.USUAL);
    }

    /** The same, with the metadata service open to jobs, for those that live by the machine's own role. */
    public Host metadataForJobs() {
        return new Host(whole, directory, volatileDirectory, powerOff, true, times);
    }

    /**
     * The same, switched off in another way.
     *
     * @param body shell text, run once everything else has ended
     */
    public Host powerOff(String body) {
        return new Host(whole, directory, volatileDirectory, body, metadataForJobs, times);
    }

    /** The same, watching at another pace. */
    public Host times(WatchdogTimes times) {
        return new Host(whole, directory, volatileDirectory, powerOff, metadataForJobs, times);
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
}
