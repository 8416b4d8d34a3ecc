package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/**
 * What the machine's own script does: starts the agent, and ends the machine when its mark has not moved for its ttl,
 * or at the end of its life, whatever the daemon does. Knows only what the machine can see.
 */
final class Watchdog {
    private final Host host;
    private final VirtualTime time;
    private final boolean restarts;
    private Lease seen;
    private Instant unmovedSince = Instant.MAX;
    private boolean runs;
    private boolean ending;
    private int drains;

    Watchdog(Host host) {
        this.host = host;
        this.time = host.cloud().time();
        this.seen = host.purchase().lease();
        this.restarts = host.cloud().capabilities().can(Capability.RESTART_AGENT);
    }

    /** The script begins to run, and sees its mark for the first time. */
    void start() {
        runs = true;
        unmovedSince = time.now();
        if (host.cloud().capabilities().leases() != LeaseChannel.NONE) {
            time.after(seen.ttl().plus(host.cloud().drawPoll()), this::checkLease);
            Instant lifeEnds = host.created().plus(host.purchase().maxLife());
            time.at(lifeEnds.plus(host.cloud().drawPoll()), () -> end("its life is over"));
        }
        if (host.cloud().agentsStartThemselves()) {
            time.after(host.fate().agentStart(), this::startAgent);
        }
        if (seen.draining()) {
            drain();
        }
    }

    /** The mark that the machine can see has another value than before. */
    void sees(Lease mark) {
        boolean wasDraining = seen.draining();
        seen = mark;
        if (!runs || ending) {
            return;
        }
        unmovedSince = time.now();
        time.after(mark.ttl().plus(host.cloud().drawPoll()), this::checkLease);
        if (mark.draining() && !wasDraining) {
            drain();
        } else if (!mark.draining() && wasDraining && restarts) {
            drains++;
            host.agent().start();
        }
    }

    Lease seen() {
        return seen;
    }

    void stop() {
        runs = false;
    }

    void agentEnded() {
        if (runs && ending) {
            host.powerOff("its agent has finished");
        }
    }

    private void startAgent() {
        if (runs && !ending && !seen.draining()) {
            host.agent().start();
        }
    }

    private void checkLease() {
        if (!time.now().isBefore(unmovedSince.plus(seen.ttl()))) {
            end("its lease has run out");
        }
    }

    private void drain() {
        int drain = ++drains;
        host.agent().finish();
        time.after(host.purchase().grace(), () -> {
            if (runs && !ending && drain == drains && host.agent().runs()) {
                host.agent().vanish();
            }
        });
    }

    private void kill() {
        if (runs) {
            host.agent().vanish();
            time.after(host.cloud().drawShutdown(), () -> host.powerOff("its grace is over"));
        }
    }

    private void end(String why) {
        if (!runs || ending) {
            return;
        }
        ending = true;
        time.note(() -> host.name() + " winds down: " + why);
        if (!host.agent().runs()) {
            host.powerOff(why);
            return;
        }
        Duration grace = host.purchase().grace();
        time.after(grace, this::kill);
        host.agent().finish();
    }
}
