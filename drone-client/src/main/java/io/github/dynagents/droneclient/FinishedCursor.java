package io.github.dynagents.droneclient;

import io.github.dynagents.core.spi.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far the finished builds of each repository have been told. As text:
 * {@code drone1 POSITION;REPO:SEEN:OPEN,OPEN:PARKED;...}
 */
final class FinishedCursor {
    private static final Pattern HEAD = Pattern.compile("drone1 (\\d{1,9})");
    private static final String NUMBERS = "((?:\\d{1,18}(?:,\\d{1,18})*)?)";
    private static final Pattern MARK = Pattern.compile("(\\d{1,18}):(\\d{1,18}):" + NUMBERS + ":" + NUMBERS);

    /** Which repository comes next, counted over all pages of the list. */
    int position;

    final SortedMap<Long, Mark> marks = new TreeMap<>();

    /**
     * What is known of one repository's builds.
     *
     * @param seen the highest number that has been looked at; all up to it are told but these:
     * @param open those that were running
     * @param parked those that were neither running nor over, in the order in which to look again
     */
    record Mark(long seen, List<Long> open, List<Long> parked) {
        Mark {
            open = List.copyOf(open);
            parked = List.copyOf(parked);
        }
    }

    static FinishedCursor read(Optional<String> text) throws Failure {
        FinishedCursor cursor = new FinishedCursor();
        if (text.isEmpty()) {
            return cursor;
        }
        String[] parts = text.get().split(";", -1);
        Matcher head = HEAD.matcher(parts[0]);
        if (!head.matches()) {
            throw unreadable(parts[0]);
        }
        cursor.position = Integer.parseInt(head.group(1));
        for (int i = 1; i < parts.length; i++) {
            Matcher mark = MARK.matcher(parts[i]);
            if (!mark.matches()) {
                throw unreadable(parts[i]);
            }
            cursor.marks.put(
                    Long.parseLong(mark.group(1)),
                    new Mark(Long.parseLong(mark.group(2)), numbers(mark.group(3)), numbers(mark.group(4))));
        }
        return cursor;
    }

    String write() {
        StringBuilder text = new StringBuilder("drone1 ").append(position);
        marks.forEach((repo, mark) -> text.append(';')
                .append(repo)
                .append(':')
                .append(mark.seen())
                .append(':')
                .append(joined(mark.open()))
                .append(':')
                .append(joined(mark.parked())));
        return text.toString();
    }

    private static String joined(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Long> numbers(String text) {
        List<Long> numbers = new ArrayList<>();
        for (String number : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            numbers.add(Long.valueOf(number));
        }
        return numbers;
    }

    private static Failure unreadable(String part) {
        return Failure.of(
                Failure.Kind.INVALID,
                "not a cursor of finished Drone builds: \"" + Text.line(part) + "\"; begin again without one");
    }
}
