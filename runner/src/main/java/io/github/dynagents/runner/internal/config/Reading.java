package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One reading of one file: turns nodes into values, and notes what is wrong and where. */
final class Reading {
    private final String file;
    private final Texts texts;
    private final Scalars scalars;
    private final Problems problems = new Problems();
    private final Places places;
    private final Map<String, String> written = new HashMap<>();

    /**
     * A reading that has found nothing yet.
     *
     * @param file as the user named it
     * @param base what paths in it are relative to
     */
    Reading(String file, Path base, Map<String, String> environment) {
        this.file = file;
        this.texts = new Texts(environment, base);
        this.scalars = new Scalars(base);
        this.places = new Places(new Place(file, 1, 1));
    }

    Problems problems() {
        return problems;
    }

    Places places() {
        return places;
    }

    static String under(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Place at(Node node) {
        return node.getStartMark().map(this::at).orElseGet(() -> new Place(file, 1, 1));
    }

    Place at(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    void error(String path, Node node, String what) {
        problems.error(path, at(node), what);
    }

    void error(String path, String what) {
        problems.error(path, places.ofValue(path), what);
    }

    void missing(String path, String expected) {
        problems.error(path, places.ofKey(path), "is missing; expected " + expected);
    }

    boolean isScalar(Class<?> type) {
        return type == Secret.class || scalars.knows(type);
    }

    String expected(Class<?> type) {
        return type == Secret.class ? "a secret, as ${NAME} or file:PATH" : scalars.expected(type);
    }

    /** A value that is known to be right: a default. */
    Object parse(Class<?> type, String text) {
        return scalars.read(type, text);
    }

    /** The entries of a mapping, in the file's order. Of two with one key the first counts, and the other is told. */
    Map<String, Node> entries(MappingNode mapping, String path) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (keyNode instanceof ScalarNode scalar) {
                String key = scalar.getValue();
                String below = under(path, key);
                if (entries.putIfAbsent(key, tuple.getValueNode()) == null) {
                    places.key(below, at(keyNode));
                } else {
                    problems.keyError(
                            below,
                            at(keyNode),
                            "the key \"" + key + "\" is here a second time; the first is at " + places.ofKey(below));
                }
            } else {
                error(path, keyNode, "expected a plain key, found " + shown(keyNode));
            }
        }
        return entries;
    }

    /** Notes each key that is none of those known. */
    void onlyKnown(String path, Collection<String> keys, Collection<String> known) {
        for (String key : keys) {
            if (!known.contains(key)) {
                String below = under(path, key);
                problems.error(below, places.ofKey(below), "unknown key" + Nearest.hint(key, known));
            }
        }
    }

    Object scalar(Node node, Class<?> type, String path, boolean positive) {
        if (!(node instanceof ScalarNode scalar) || isNull(node)) {
            error(path, node, "expected " + expected(type) + ", found " + shown(node));
            return standIn(type);
        }
        try {
            return type == Secret.class ? secret(scalar, path) : value(scalar, type, path, positive);
        } catch (IllegalArgumentException e) {
            error(path, node, String.valueOf(e.getMessage()));
            return standIn(type);
        }
    }

    private Secret secret(ScalarNode scalar, String path) {
        if (Texts.isPlain(scalar.getValue())) {
            problems.warning(path, at(scalar), "the secret itself stands in the file; better ${NAME} or file:PATH");
        }
        return texts.secret(scalar.getValue());
    }

    private Object value(ScalarNode scalar, Class<?> type, String path, boolean positive) {
        written.put(path, scalar.getValue());
        String text = texts.expand(scalar.getValue());
        Object value;
        try {
            value = scalars.read(type, text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("expected " + expected(type) + ", found " + shown(scalar), e);
        }
        if (positive && !Scalars.isPositive(value)) {
            throw new IllegalArgumentException("must be more than zero, is " + shown(scalar));
        }
        if (Scalars.isNegative(value)) {
            throw new IllegalArgumentException("must not be negative, is " + shown(scalar));
        }
        return value;
    }

    /** Takes the seat of a value that could not be read, so that reading can go on. */
    Object standIn(Class<?> type) {
        if (type == Secret.class) {
            return new Secret("");
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Map<Class<?>, Object> standIns = Map.ofEntries(
                Map.entry(String.class, ""),
                Map.entry(Integer.class, 1),
                Map.entry(int.class, 1),
                Map.entry(Double.class, 1.0),
                Map.entry(Boolean.class, false),
                Map.entry(boolean.class, false),
                Map.entry(Duration.class, Duration.ofSeconds(1)),
                Map.entry(Money.class, new Money(1)),
                Map.entry(Platform.class, Platform.LINUX_AMD64),
                Map.entry(Path.class, Path.of("")),
                Map.entry(URI.class, URI.create("http://localhost")),
                Map.entry(InetSocketAddress.class, InetSocketAddress.createUnresolved("localhost", 1)));
        return standIns.getOrDefault(type, "");
    }

    /** A text of the file for a message, in quotes: as it was written, so that no secret shows. */
    String written(String path) {
        return "\"" + written.getOrDefault(path, "") + "\"";
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** What stands there, for a message: as written, so that no secret shows. */
    static String shown(Node node) {
        return switch (node) {
            case MappingNode mapping -> mapping.getValue().isEmpty() ? "an empty mapping" : "keys with values";
            case SequenceNode list -> "a list of " + list.getValue().size();
            case ScalarNode scalar -> isNull(scalar) ? "nothing" : "\"" + scalar.getValue() + "\"";
            default -> node.getNodeType().toString();
        };
    }
}
