package io.github.dynagents.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Java that the README shows is a region of a file that is compiled and tested: {@code <!-- snippet: FILE#REGION -->}
 * stands before it, and in the file the region is between {@code // readme:REGION} and {@code // readme:end}.
 */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("../..");
    private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern SNIPPET = Pattern.compile("(?s)<!-- snippet: (\\S+)#(\\S+) -->\n```java\n(.*?)```");

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void allJavaInTheReadmeSaysWhereItIsFrom() throws IOException {
        long blocks = BLOCK.matcher(readme()).results().count();
        assertThat(SNIPPET.matcher(readme()).results()).hasSize((int) blocks).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> theReadmeShowsWhatTheFileSays() throws IOException {
        return SNIPPET.matcher(readme())
                .results()
                .map(snippet ->
                        DynamicTest.dynamicTest(snippet.group(1) + "#" + snippet.group(2), () -> compare(snippet)));
    }

    private static void compare(MatchResult snippet) throws IOException {
        assertThat(normal(snippet.group(3)))
                .isEqualTo(normal(region(ROOT.resolve(snippet.group(1)), snippet.group(2))));
    }

    private static String region(Path file, String name) throws IOException {
        Pattern marked = Pattern.compile("(?s)// readme:" + Pattern.quote(name) + "\n(.*?)\\s*// readme:end");
        return marked.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no region " + name));
    }

    /** Indentation is a matter of the file; everything else is compared. */
    private static String normal(String code) {
        return code.lines()
                .map(String::strip)
                .reduce("", (all, line) -> all + line + "\n")
                .strip();
    }
}
