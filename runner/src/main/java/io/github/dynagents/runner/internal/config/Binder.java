package io.github.dynagents.runner.internal.config;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Makes records from a YAML tree by walking their components.
 *
 * <p>An error doesn't stop it: it is noted with its place, a stand-in takes the value's seat, and reading goes on, so
 * that all errors show at once. What it returns may be used only if none was noted.
 */
final class Binder {
    private final Reading reading;

    Binder(Reading reading) {
        this.reading = reading;
    }

    <T extends Record> T bind(Node root, Class<T> type) {
        return type.cast(record(Optional.of(root), type, ""));
    }

    private Object value(Node node, Type type, String path, AnnotatedElement rules) {
        reading.places().value(path, reading.at(node));
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Optional.class) {
                return Optional.of(value(node, of[0], path, rules));
            }
            return raw == List.class ? list(node, of[0], path, rules) : map(node, of[1], path, rules);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == RawOptions.class) {
            return new RawOptions(path, Optional.of(node));
        }
        return plain.isRecord() && !reading.isScalar(plain)
                ? record(Optional.of(node), plain, path)
                : reading.scalar(node, plain, path, rules.isAnnotationPresent(Positive.class));
    }

    private List<Object> list(Node node, Type of, String path, AnnotatedElement rules) {
        List<Object> values = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            int index = 0;
            for (Node item : sequence.getValue()) {
                values.add(value(item, of, path + "[" + index++ + "]", rules));
            }
        } else {
            reading.error(path, node, "expected a list, such as [a, b], found " + Reading.shown(node));
        }
        notEmpty(values.isEmpty(), path, rules);
        return Collections.unmodifiableList(values);
    }

    private SortedMap<String, Object> map(Node node, Type of, String path, AnnotatedElement rules) {
        SortedMap<String, Object> values = new TreeMap<>();
        entries(node, path).forEach((key, item) -> values.put(key, value(item, of, Reading.under(path, key), rules)));
        notEmpty(values.isEmpty(), path, rules);
        return Collections.unmodifiableSortedMap(values);
    }

    private void notEmpty(boolean empty, String path, AnnotatedElement rules) {
        if (empty && rules.isAnnotationPresent(NotEmpty.class)) {
            reading.error(path, "expected at least one entry");
        }
    }

    /** A mapping's entries; a key without anything below it counts as an empty mapping. */
    private Map<String, Node> entries(Node node, String path) {
        if (node instanceof MappingNode mapping) {
            return reading.entries(mapping, path);
        }
        if (!node.getTag().equals(Tag.NULL)) {
            reading.error(path, node, "expected keys with values, found " + Reading.shown(node));
        }
        return Map.of();
    }

    private Object record(Optional<Node> node, Class<?> type, String path) {
        Map<String, Node> entries = node.map(n -> entries(n, path)).orElse(Map.of());
        RecordComponent[] components = type.getRecordComponents();
        reading.onlyKnown(path, entries.keySet(), known(type));
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = key(components[i]);
            Node item = entries.get(key);
            String below = Reading.under(path, key);
            values[i] = item == null
                    ? absent(components[i], below)
                    : value(item, components[i].getGenericType(), below, components[i]);
        }
        return construct(type, components, values);
    }

    /** The keys that may stand there, whether they are read or not. */
    private static SortedSet<String> known(Class<?> type) {
        SortedSet<String> known = new TreeSet<>();
        Arrays.stream(type.getRecordComponents()).map(Binder::key).forEach(known::add);
        PartOf part = type.getAnnotation(PartOf.class);
        if (part != null) {
            known.addAll(known(part.value()));
        }
        return known;
    }

    private Object absent(RecordComponent component, String path) {
        Class<?> type = component.getType();
        Default fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            return reading.parse(type, fallback.value());
        }
        if (component.isAnnotationPresent(NotEmpty.class)) {
            reading.missing(path, "at least one entry");
        }
        if (type == Optional.class) {
            return Optional.empty();
        } else if (type == List.class) {
            return List.of();
        } else if (type == SortedMap.class) {
            return Collections.emptySortedMap();
        } else if (type == RawOptions.class) {
            return new RawOptions(path, Optional.empty());
        } else if (type.isRecord() && !reading.isScalar(type)) {
            return record(Optional.empty(), type, path);
        }
        reading.missing(path, reading.expected(type));
        return reading.standIn(type);
    }

    /** A component's key: {@code perHour} is {@code per-hour}. */
    static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        }
    }
}
