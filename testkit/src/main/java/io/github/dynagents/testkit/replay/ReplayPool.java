package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.testkit.ci.Work;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/** The jobs of one kind of agent that wait, and the machines of that kind that have a free slot, oldest first. */
final class ReplayPool {
    private final String name;
    private final Platform platform;
    private int toCome;
    private final Deque<ReplayJob> waiting = new ArrayDeque<>();
    private final TreeSet<ReplayMachine> free = new TreeSet<>(Comparator.comparingInt(ReplayMachine::number));

    ReplayPool(Kind kind) {
        this.name = kind.name();
        this.platform = kind.platform();
    }

    /** What decides which agents may run a job: each has a pool of its own. */
    record Kind(Platform platform, Labels labels) {
        static Kind of(Work work) {
            return new Kind(work.platform(), work.labels());
        }

        String name() {
            return labels.isEmpty() ? platform.toString() : platform + " " + labels;
        }
    }

    String name() {
        return name;
    }

    List<String> names() {
        return List.of(name);
    }

    Platform platform() {
        return platform;
    }

    Deque<ReplayJob> waiting() {
        return waiting;
    }

    /** One more of its jobs is to end. */
    void expect() {
        toCome++;
    }

    /** One of its jobs has ended; whether it was the last. */
    boolean isLastEnded() {
        return --toCome == 0;
    }

    boolean isOver() {
        return toCome == 0;
    }

    /** Keeps in mind whether the machine has a free slot. */
    void note(ReplayMachine machine) {
        if (machine.takesJobs()) {
            free.add(machine);
        } else {
            free.remove(machine);
        }
    }

    boolean hasFreeSlot() {
        return !free.isEmpty();
    }

    ReplayMachine oldestFree() {
        return free.first();
    }
}
