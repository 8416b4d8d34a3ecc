package io.github.dynagents.core.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A sorted map on the way to what it will be: copied only once something changes. What does not change in a tick, as most
 * does not, stays the same map.
 */
final class Changing<K, V> {
    private SortedMap<K, V> map;
    private boolean isCopied;

    Changing(SortedMap<K, V> before) {
        this.map = before;
    }

    /** As it is so far; changes with the next change. */
    SortedMap<K, V> soFar() {
        return map;
    }

    /** What it has become; not to be changed any more. */
    SortedMap<K, V> result() {
        return isCopied ? Collections.unmodifiableSortedMap(map) : map;
    }

    void put(K key, V value) {
        copied().put(key, value);
    }

    void putIfAbsent(K key, V value) {
        if (!map.containsKey(key)) {
            put(key, value);
        }
    }

    void remove(K key) {
        if (map.containsKey(key)) {
            copied().remove(key);
        }
    }

    void removeIf(Predicate<V> which) {
        for (V value : map.values()) {
            if (which.test(value)) {
                copied().values().removeIf(which);
                return;
            }
        }
    }

    /** Each value once, in the order of the keys. */
    @SuppressWarnings("ReferenceEquality") // what stays is the same; to compare all of it would cost more than to copy
    void replaceAll(UnaryOperator<V> change) {
        List<V> after = new ArrayList<>(map.size());
        boolean isChanged = false;
        for (V value : map.values()) {
            V next = change.apply(value);
            isChanged |= next != value;
            after.add(next);
        }
        if (isChanged) {
            Iterator<V> next = after.iterator();
            copied().replaceAll((key, value) -> next.next());
        }
    }

    private SortedMap<K, V> copied() {
        if (!isCopied) {
            map = new TreeMap<>(map);
            isCopied = true;
        }
        return map;
    }
}
