package io.github.dynagents.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/** What cannot be bought now, and why. */
record LeftOut(Kind kind, String reason) {
    private record Group(String template, String type, String reason) {}

    /** One line for each template, type and reason. */
    static List<String> lines(List<LeftOut> leftOut) {
        SequencedMap<Group, List<Kind>> groups = leftOut.stream()
                .collect(Collectors.groupingBy(
                        each -> new Group(
                                each.kind().template().name(), each.kind().type(), each.reason()),
                        LinkedHashMap::new,
                        Collectors.mapping(LeftOut::kind, Collectors.toList())));
        List<String> lines = new ArrayList<>();
        groups.forEach((group, kinds) -> lines.add("left out: " + group.template() + " on " + group.type() + " in "
                + words(kinds.stream().map(Kind::zone).toList()) + ", "
                + words(kinds.stream().map(kind -> Kind.word(kind.capacity())).toList()) + ": " + group.reason()));
        return lines;
    }

    private static String words(List<String> all) {
        SequencedSet<String> distinct = new LinkedHashSet<>(all);
        return String.join(", ", distinct);
    }
}
