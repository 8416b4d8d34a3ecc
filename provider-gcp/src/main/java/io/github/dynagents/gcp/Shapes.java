package io.github.dynagents.gcp;

import io.github.dynagents.core.model.Platform;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What machines of a type have: as listed, or for a custom type as its name says. */
final class Shapes {
    private static final String LISTED = "machine-types.csv";
    private static final String OLDEST_CUSTOM = "custom-";
    private static final int MIB_IN_GIB = 1024;

    /** Without those of extended memory, which is dearer than other memory. */
    private static final Pattern CUSTOM = Pattern.compile("([a-z]\\d[a-z]?)-custom-([1-9]\\d{0,2})-([1-9]\\d{0,6})");

    private final SortedMap<String, Shape> shapes;
    private final SortedMap<String, Platform> platforms = new TreeMap<>();

    private Shapes(SortedMap<String, Shape> shapes) {
        this.shapes = Collections.unmodifiableSortedMap(shapes);
        shapes.forEach((type, shape) -> platforms.put(series(type), shape.platform()));
    }

    /** Those that are listed in this plugin. */
    static Shapes shipped() {
        SortedMap<String, Shape> shapes = new TreeMap<>();
        PriceTable.resource(LISTED).stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(field -> shapes.put(
                        field[0],
                        new Shape(
                                Double.parseDouble(field[1]),
                                Double.parseDouble(field[2]),
                                Platform.of("linux", field[3]))));
        return new Shapes(shapes);
    }

    /** The shape of a type; empty if it is not listed, and not custom. */
    Optional<Shape> find(String type) {
        return Optional.ofNullable(shapes.get(type)).or(() -> custom(type));
    }

    private Optional<Shape> custom(String type) {
        Matcher name = CUSTOM.matcher(type.startsWith(OLDEST_CUSTOM) ? "n1-" + type : type);
        return name.matches()
                ? Optional.ofNullable(platforms.get(name.group(1)))
                        .map(platform -> new Shape(
                                Integer.parseInt(name.group(2)),
                                (double) Integer.parseInt(name.group(3)) / MIB_IN_GIB,
                                platform))
                : Optional.empty();
    }

    /** Whether machines of that series are listed, or are custom ones of a series that is. */
    boolean hasSeries(String name) {
        return platforms.containsKey(name.replaceFirst("-custom$", ""));
    }

    /** The series of a type, by which it is priced: {@code n2}; {@code n2-custom} for custom types, which are dearer. */
    static String series(String type) {
        if (type.startsWith(OLDEST_CUSTOM)) {
            return "n1-custom";
        }
        String[] part = type.split("-", -1);
        return part.length > 1 && part[1].equals("custom") ? part[0] + "-custom" : part[0];
    }

    /** All that are listed. */
    SortedMap<String, Shape> listed() {
        return shapes;
    }
}
