package io.github.dynagents.testkit.cloud;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Where a cloud brings up only so many machines of an account at once: the others wait, first come first served. One
 * that never comes up holds its place for as long as others take: then the cloud gives up.
 */
final class BootPlaces {
    private final FakeCloud cloud;
    private final Set<Host> taken = new HashSet<>();
    private final Deque<Host> waiting = new ArrayDeque<>();

    BootPlaces(FakeCloud cloud) {
        this.cloud = cloud;
    }

    private boolean isLimited() {
        return cloud.capabilities().parallelBoots() < Integer.MAX_VALUE;
    }

    void ask(Host host) {
        if (isLimited()) {
            waiting.add(host);
            next();
        } else {
            host.boot();
        }
    }

    private void next() {
        while (!waiting.isEmpty() && taken.size() < cloud.capabilities().parallelBoots()) {
            Host host = waiting.remove();
            taken.add(host);
            host.boot();
            cloud.time().after(host.fate().boot(), () -> leave(host));
        }
    }

    /** It is up, or will never be. */
    void leave(Host host) {
        waiting.remove(host);
        if (taken.remove(host)) {
            next();
        }
    }
}
