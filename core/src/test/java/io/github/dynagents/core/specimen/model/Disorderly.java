package io.github.dynagents.core.specimen.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

record Disorderly(HashMap<String, String> map, HashSet<String> set) {
    Map<String, String> maps() {
        return map.isEmpty() ? Map.of("a", "b") : Map.copyOf(map);
    }

    Set<String> sets() {
        return set.isEmpty() ? Set.of("a") : Set.copyOf(set);
    }

    static Set<String> collected(List<String> all) {
        return all.stream().collect(Collectors.toSet());
    }

    static Map<Integer, List<String>> grouped(List<String> all) {
        return all.stream().collect(Collectors.groupingBy(String::length));
    }

    static double approximately(double x) {
        return Math.exp(x) + Math.log(x) + Math.pow(x, x);
    }
}
