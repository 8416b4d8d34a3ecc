package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.model.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Numbers instead of names, in the order in which they come: what was the same stays the same, and tells nothing else. */
public final class Numbers implements Names {
    private final Map<String, Map<String, String>> known = new HashMap<>();

    @Override
    public String repo(String name) {
        return number("repo-", name);
    }

    @Override
    public String pipeline(String name) {
        return number("pipeline-", name);
    }

    @Override
    public Labels labels(Labels labels) {
        Map<String, String> numbered = new TreeMap<>();
        labels.sorted().forEach((key, value) -> numbered.put(number("key-", key), number("value-", value)));
        return Labels.of(numbered);
    }

    private String number(String kind, String name) {
        Map<String, String> ofKind = known.computeIfAbsent(kind, k -> new HashMap<>());
        return ofKind.computeIfAbsent(name, n -> kind + (ofKind.size() + 1));
    }
}
