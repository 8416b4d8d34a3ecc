package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The script that a machine runs: a watchdog that starts the agent, ends it when the lease or the life is over, and
 * switches the machine off. Plain POSIX shell for Linux with {@code dash}, {@code bash} or {@code busybox}; nothing
 * listens, and nothing but the agent's own secrets is in it. Keep it readable by its owner alone.
 *
 * <p>In its directory it keeps a file {@code status} for whoever watches the watchdog: lines {@code watchdog=PID START},
 * {@code guard=PID START}, {@code agent=PID START} (each perhaps empty; START as in {@code /proc/PID/stat}),
 * {@code state=not-started|running|stopped} of the agent, {@code told=yes} once the agent was told to finish,
 * {@code reason=} why the machine ends, and {@code over=yes} when it has ended.
 */
public final class BootScript {
    private BootScript() {}

    /** The script for a whole machine. */
    public static String render(Purchase purchase, MarkChannel channel) {
        return render(purchase, channel, Host.machine());
    }

    /**
     * The script for a machine of some kind.
     *
     * @throws IllegalArgumentException if the agent is neither a container nor a program, or a value cannot be given to
     *     a program (a NUL, a variable's name that no shell can set); the message shows no secret
     */
    public static String render(Purchase purchase, MarkChannel channel, Host host) {
        return """
                #!/bin/sh
                # Machine %s of %s. This file holds secrets.
                dir=%s
                first_ttl=%d max_life=%d grace=%d turn=%d since_boot=%s
                read_mark() {
                %s
                }
                power_off() {
                %s
                }
                """.formatted(
                                purchase.name(),
                                purchase.owner().replaceAll("\\s", " "),
                                ShellText.quote(host.directory()),
                                hundredths(purchase.lease().ttl()),
                                hundredths(purchase.maxLife()),
                                hundredths(purchase.grace()),
                                hundredths(host.times().poll().dividedBy(2)),
                                host.bornWithKernel() ? "yes" : "no",
                                channel.body(),
                                host.powerOff())
                + agent(purchase.agent())
                + watchdog();
    }

    /**
     * The part of a script that starts this agent: whether a rendered script contains it tells whether it would start
     * the same one.
     */
    public static String agent(AgentSpec agent) {
        return AgentText.render(agent);
    }

    private static long hundredths(Duration time) {
        return time.toMillis() / 10;
    }

    private static String watchdog() {
        try (InputStream text = BootScript.class.getResourceAsStream("watchdog.sh")) {
            if (text == null) {
                throw new IllegalStateException("the core jar is broken: watchdog.sh is not in it");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
