package com.example.ci;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** "The cloud": a rack in the cellar, whose boxes are switched on by name. Stands in for somebody's real API. */
public final class Rack {
    private final SortedMap<String, Box> on = new TreeMap<>();
    private final List<String> everOn = new ArrayList<>();

    /** A box that is on, and what it was started with. */
    public record Box(
            String name, String owner, String pool, String kind, Instant since, String script) {
        boolean isSameOrder(Box other) {
            return pool.equals(other.pool) && kind.equals(other.kind) && script.equals(other.script);
        }
    }

    /** Switches a box on; where one of that name is on already, that one is left as it is. */
    public synchronized Box switchOn(Box box) {
        Box there = on.putIfAbsent(box.name(), box);
        if (there == null) {
            everOn.add(box.name());
        }
        return there == null ? box : there;
    }

    /** Switches a box off; harmless if it is off. */
    public synchronized void switchOff(String name) {
        on.remove(name);
    }

    public synchronized Optional<Box> find(String name) {
        return Optional.ofNullable(on.get(name));
    }

    public synchronized List<Box> on() {
        return List.copyOf(on.values());
    }

    /** How often a box of that name was switched on. */
    public synchronized int timesOn(String name) {
        return (int) everOn.stream().filter(name::equals).count();
    }
}
