package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.WatchdogTimes;

/** What kind of thing a watchdog runs on: where it keeps its files, when that was born, and how it is switched off. */
public final class Host {
    private final String directory;
    private final boolean bornWithKernel;
    private final String powerOff;
    private final WatchdogTimes times;

    private Host(String directory, boolean bornWithKernel, String powerOff, WatchdogTimes times) {
        this.directory = directory;
        this.bornWithKernel = bornWithKernel;
        this.powerOff = powerOff;
        this.times = times;
    }

    /**
     * A whole Linux machine: born when its kernel came up, switched off in order, and by force if that takes longer
     * than {@link WatchdogTimes#shutdown()}. The watchdog runs as root there.
     */
    public static Host machine() {
        return new Host("/var/lib/dynagents", true, "", WatchdogTimes.USUAL);
    }

    /**
     * A process: born when the script is started, and gone when that ends.
     *
     * @param directory an existing directory of its own, where the script keeps its files
     */
    public static Host process(String directory) {
        return new Host(directory, false, ":", WatchdogTimes.USUAL);
    }

    /** The same, keeping its files elsewhere. */
    public Host directory(String directory) {
        return new Host(directory, bornWithKernel, powerOff, times);
    }

    /**
     * The same, switched off in another way.
     *
     * @param body shell text, run once everything else has ended
     */
    public Host powerOff(String body) {
        return new Host(directory, bornWithKernel, body, times);
    }

    /** The same, watching at another pace. */
    public Host times(WatchdogTimes times) {
        return new Host(directory, bornWithKernel, powerOff, times);
    }

    String directory() {
        return directory;
    }

    boolean bornWithKernel() {
        return bornWithKernel;
    }

    String powerOff() {
        return powerOff.isEmpty() ? """
                poweroff
                sleep %d
                poweroff -f
                sync
                echo o >/proc/sysrq-trigger""".formatted(times.shutdown().toSeconds()) : powerOff;
    }

    WatchdogTimes times() {
        return times;
    }
}
