package io.github.dynagents.testkit.tck.plain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A provider that is wrong in one place: the right one with one piece of its source replaced.
 *
 * @param name what it does wrong, in a few words
 * @param file the class whose source is changed
 * @param right the piece of the right source; it occurs once
 * @param wrong what stands in its place
 */
record Mutant(String name, Class<?> file, String right, String wrong) {
    /** The changed source; how the right one is broken into lines does not matter. */
    String of(String source) {
        Matcher piece = Pattern.compile(right.codePoints()
                        .filter(c -> !Character.isWhitespace(c))
                        .mapToObj(c -> Pattern.quote(Character.toString(c)))
                        .collect(Collectors.joining("\\s*")))
                .matcher(source);
        if (piece.results().count() != 1) {
            throw new IllegalStateException(
                    "\"" + name + "\": this must be once in " + file.getSimpleName() + ".java:\n" + right);
        }
        return piece.replaceFirst(Matcher.quoteReplacement(wrong));
    }

    /** In how many lines it differs: those that are taken away or those that are put in, whichever are more. */
    int linesChanged() {
        List<String> before = lines(right);
        List<String> after = lines(wrong);
        int kept = longestCommon(before, after);
        return Math.max(before.size() - kept, after.size() - kept);
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static int longestCommon(List<String> one, List<String> other) {
        int[][] common = new int[one.size() + 1][other.size() + 1];
        for (int i = 1; i <= one.size(); i++) {
            for (int j = 1; j <= other.size(); j++) {
                common[i][j] = one.get(i - 1).equals(other.get(j - 1))
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return common[one.size()][other.size()];
    }
}
