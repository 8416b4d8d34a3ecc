package io.github.dynagents.runner.internal.config;

import java.util.SortedMap;
import java.util.regex.Pattern;

/** What is checked for every command: names, and times that must fit. */
final class CommonChecks {
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final int LONGEST_NAME = 40;

    private final Reading reading;

    CommonChecks(Reading reading) {
        this.reading = reading;
    }

    void owner(String owner) {
        if (!isName(owner, LONGEST_NAME)) {
            reading.error("owner", badName(reading.written("owner"), LONGEST_NAME));
        }
    }

    void names(String path, SortedMap<String, ?> named) {
        names(path, named, LONGEST_NAME);
    }

    void names(String path, SortedMap<String, ?> named, int longest) {
        for (String name : named.keySet()) {
            if (!isName(name, longest)) {
                String below = Reading.under(path, name);
                reading.problems().keyError(below, reading.places().ofKey(below), badName("\"" + name + "\"", longest));
            }
        }
    }

    private static boolean isName(String name, int longest) {
        return NAME.matcher(name).matches() && name.length() <= longest;
    }

    private static String badName(String name, int longest) {
        return "expected a name of a-z, 0-9 and -, beginning with a letter, at most " + longest + " characters; found "
                + name;
    }

    void safety(SafetyConfig safety) {
        if (safety.lease().compareTo(safety.maxLife()) > 0) {
            reading.error("safety.lease", "must not be longer than max-life");
        }
    }
}
