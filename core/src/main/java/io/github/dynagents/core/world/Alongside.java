package io.github.dynagents.core.world;

import io.github.dynagents.core.model.MachineName;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads a map by machines' names, along with another that is walked in the order of its names: to look up each is slow. */
final class Alongside<V> {
    private final Iterator<Map.Entry<MachineName, V>> rest;
    private Map.@Nullable Entry<MachineName, V> next;

    Alongside(SortedMap<MachineName, V> map) {
        this.rest = map.entrySet().iterator();
        advance();
    }

    /** What the map has of that machine; each one has to come after the last that was asked for. */
    V of(MachineName name, V otherwise) {
        Map.Entry<MachineName, V> entry = entry(name);
        return entry == null ? otherwise : entry.getValue();
    }

    /** The same, where there is nothing else to be said. */
    Optional<V> find(MachineName name) {
        return Optional.ofNullable(entry(name)).map(Map.Entry::getValue);
    }

    private Map.@Nullable Entry<MachineName, V> entry(MachineName name) {
        while (next != null) {
            Map.Entry<MachineName, V> entry = next;
            int order = entry.getKey().compareTo(name);
            if (order > 0) {
                return null;
            }
            advance();
            if (order == 0) {
                return entry;
            }
        }
        return null;
    }

    private void advance() {
        next = rest.hasNext() ? rest.next() : null;
    }
}
