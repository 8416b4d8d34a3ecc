package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes settings from what stands in the file and from what a provider says that its options are. */
final class OptionBinder {
    private final Reading reading;

    OptionBinder(Reading reading) {
        this.reading = reading;
    }

    Settings bind(RawOptions raw, List<Option> options) {
        Map<String, Node> entries =
                raw.node().map(node -> entries(node, raw.path())).orElse(Map.of());
        reading.onlyKnown(
                raw.path(), entries.keySet(), options.stream().map(Option::name).toList());
        Map<String, Object> values = new TreeMap<>();
        for (Option option : options) {
            try {
                value(raw.path(), entries, option).ifPresent(value -> values.put(option.name(), value));
            } catch (IllegalArgumentException e) {
                // A type that no setting can have, or a default that is none of its type.
                reading.error(
                        Reading.under(raw.path(), option.name()),
                        "the provider itself is faulty in what it says of this option: " + e.getMessage());
            }
        }
        return Settings.of(values);
    }

    private Optional<Object> value(String path, Map<String, Node> entries, Option option) {
        return Optional.ofNullable(entries.get(option.name()))
                .map(node -> given(node, option, Reading.under(path, option.name())))
                .or(() -> left(path, option));
    }

    private Map<String, Node> entries(Node node, String path) {
        if (node instanceof MappingNode mapping) {
            return reading.entries(mapping, path);
        }
        if (!node.getTag().equals(Tag.NULL)) {
            reading.error(path, node, "expected keys with values, found " + Reading.shown(node));
        }
        return Map.of();
    }

    private Object given(Node node, Option option, String path) {
        if (option.type() != List.class) {
            return reading.scalar(node, option.isSecret() ? Secret.class : option.type(), path, false);
        }
        List<Object> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(reading.scalar(item, String.class, path + "[" + items.size() + "]", false));
            }
        } else {
            reading.error(path, node, "expected a list, such as [a, b], found " + Reading.shown(node));
        }
        return List.copyOf(items);
    }

    private Optional<Object> left(String path, Option option) {
        if (option.isRequired()) {
            reading.missing(
                    Reading.under(path, option.name()),
                    reading.expected(option.isSecret() ? Secret.class : option.type()) + ": " + option.help());
        }
        return option.fallback().map(text -> reading.parse(option.type(), text));
    }
}
