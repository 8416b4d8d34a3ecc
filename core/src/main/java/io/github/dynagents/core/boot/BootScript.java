package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The script that a machine runs: a watchdog that starts the agent, ends it when the lease or the life is over, and
 * switches the machine off. Plain POSIX shell for Linux with {@code dash}, {@code bash} or {@code busybox}; nothing
 * listens, and nothing but the agent's own secrets is in it, or not even these ({@link Host#secretsFrom}). Keep it readable by its owner alone.
 *
 * <p>An agent whose {@link io.github.dynagents.core.model.OnTerm} is {@code FINISHES_JOBS} is told once by SIGTERM to finish. One that
 * {@code KILLS_JOBS} must end by itself, with status 0, after each workflow (its own environment tells it to); it is
 * started again at once. It is never sent SIGTERM by a drain or a lease's end: the next one is not started, and the
 * running one has the grace to end. As one that waits for work does not know, its server must have been told to give it
 * none. Any other status is a failure, and the fifth in a row ends the machine.
 *
 * <p>In its directory (of a whole machine, the one in {@code /run}) it keeps a file {@code status} for whoever watches the
 * watchdog: lines {@code watchdog=PID START}, {@code guard=PID START}, {@code agent=PID START} (each perhaps empty; START
 * as in {@code /proc/PID/stat}), {@code state=not-started|running|stopped} of the agent, {@code told=yes} once the agent
 * was told to finish, or will not be followed by another, {@code reason=} why the machine ends, and {@code over=yes} when
 * it has ended. If a file {@code stop} is there while it drains, an agent that {@code KILLS_JOBS} is sent SIGTERM all
 * the same, once.
 */
public final class BootScript {
    private BootScript() {}

    /**
     * A machine's user data: what installs the script on a whole machine, and starts it, now and after each reboot. Where
     * systemd runs the watchdog is a unit of its own, and however that ends, the machine does.
     *
     * <p>Packed and without its comments, so some 8 KB with a usual agent; but with another {@code java} it may be of other bytes: freeze it with the purchase.
     *
     * @param largest how many bytes the cloud takes
     * @throws IllegalArgumentException if the agent is neither a container nor a program, a value cannot be given to a
     *     program, or it would be too large; the message shows no secret
     */
    public static String userData(Purchase purchase, MarkChannel channel, int largest) {
        return userData(purchase, channel, Host.machine(), largest);
    }

    /**
     * The same for a machine that is not as usual.
     *
     * @param host a {@link Host#machine()}
     * @throws IllegalArgumentException likewise, or if the host is a process
     */
    public static String userData(Purchase purchase, MarkChannel channel, Host host, int largest) {
        if (!host.whole()) {
            throw new IllegalArgumentException("a process has no user data: run its script (render)");
        }
        String text = UserData.text(
                title(purchase),
                host.directory(),
                script(purchase, channel, host, part -> part.replaceAll("(?m)^ *#(?!!).*\n", "")));
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > largest) {
            throw new IllegalArgumentException(
                    "the user data of " + purchase.name() + " is of " + size + " bytes, and its cloud takes " + largest
                            + ": shorten the agent of pool \"" + purchase.pool() + "\"");
        }
        return text;
    }

    /** The script that such user data hold, for whoever tests what a machine was given; any other text as it is. */
    public static String scriptIn(String userData) {
        return UserData.script(userData);
    }

    /**
     * The script for a host of some kind. For a whole machine see {@link #userData(Purchase, MarkChannel, int)}.
     *
     * @throws IllegalArgumentException if the agent is neither a container nor a program, or a value cannot be given to
     *     a program (a NUL, a variable's name that no shell can set); the message shows no secret
     */
    public static String render(Purchase purchase, MarkChannel channel, Host host) {
        return script(purchase, channel, host, UnaryOperator.identity());
    }

    private static String script(Purchase purchase, MarkChannel channel, Host host, UnaryOperator<String> parts) {
        List<String> text = new ArrayList<>();
        text.add("#!/bin/sh");
        text.add(title(purchase));
        text.add("dir=" + ShellText.quote(host.directory()) + " run=" + ShellText.quote(host.volatileDirectory()));
        text.add("first_ttl=%d max_life=%d grace=%d"
                .formatted(
                        hundredths(purchase.lease().ttl()),
                        hundredths(purchase.maxLife()),
                        hundredths(purchase.grace())));
        text.add("turn=%d shutdown=%d"
                .formatted(turn(host), hundredths(host.times().shutdown())));
        text.add("since_boot=" + (host.whole() ? "yes" : "no"));
        if (host.whole()) {
            text.add("metadata=" + (host.isMetadataForJobs() ? "open" : "closed"));
            text.add(ShellText.function("prepare", host.prepared()));
        }
        text.add(ShellText.function("read_mark", channel.body()));
        text.add(ShellText.function("read_notice", channel.notice()));
        text.add(ShellText.function("power_off", host.powerOff()));
        boolean fetchesSecrets =
                host.secretsFrom().isPresent() && !purchase.agent().secrets().isEmpty();
        if (fetchesSecrets) {
            text.add(ShellText.function("read_secrets", host.secretsFrom().orElseThrow()));
        }
        text.add(AgentText.render(purchase.agent(), fetchesSecrets));
        text.add(parts.apply(part("settings")));
        if (channel.fetches()) {
            text.add(parts.apply(part("fetch")));
        }
        if (fetchesSecrets) {
            text.add(parts.apply(part("secrets")));
        }
        for (String part :
                List.of("processes", "kept", "mark", "agent", host.whole() ? "machine" : "process", "watchdog")) {
            text.add(parts.apply(part(part)));
        }
        return String.join("\n", text);
    }

    private static String title(Purchase purchase) {
        return "# Machine %s of %s. This file holds secrets."
                .formatted(purchase.name(), purchase.owner().replaceAll("\\s", " "));
    }

    /** A mark waits a turn at most to be read, and a turn to be obeyed; the rest is for what that takes. */
    private static long turn(Host host) {
        return Math.max(1, hundredths(host.times().poll().multipliedBy(9).dividedBy(20)));
    }

    /**
     * The part of a script that starts this agent: whether a rendered script contains it tells whether it would start
     * the same one. Not on a host that fetches the agent's secrets ({@link Host#secretsFrom}).
     */
    public static String agent(AgentSpec agent) {
        return AgentText.render(agent, false);
    }

    private static long hundredths(Duration time) {
        return time.toMillis() / 10;
    }

    private static String part(String name) {
        try (InputStream text = BootScript.class.getResourceAsStream(name + ".sh")) {
            if (text == null) {
                throw new IllegalStateException("the core jar is broken: " + name + ".sh is not in it");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
