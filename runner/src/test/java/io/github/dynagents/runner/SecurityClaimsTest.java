package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each claim of the threat model names a test; a test that is renamed or removed takes its claim with it. */
final class SecurityClaimsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CLAIM = Pattern.compile("`([A-Z][A-Za-z]+)\\.([a-z][A-Za-z]+)`");

    @Test
    void eachTestThatHoldsAClaimIsThere() throws IOException {
        Map<String, List<String>> sources = sources();
        List<String> missing = new ArrayList<>();
        List<MatchResult> claims = CLAIM.matcher(Files.readString(ROOT.resolve("docs/security.md")))
                .results()
                .toList();
        for (MatchResult claim : claims) {
            String method = " void " + claim.group(2) + "(";
            if (sources.getOrDefault(claim.group(1), List.of()).stream().noneMatch(text -> text.contains(method))) {
                missing.add(claim.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(claims).hasSizeGreaterThan(30);
    }

    /** The texts of all classes, by their simple names: several modules may have one of the same. */
    private static Map<String, List<String>> sources() throws IOException {
        Map<String, List<String>> byName = new TreeMap<>();
        try (Stream<Path> files = Files.find(ROOT, 20, (file, attributes) -> isSource(file) && !isBuilt(file))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                byName.computeIfAbsent(name, any -> new ArrayList<>()).add(Files.readString(file));
            }
        }
        return byName;
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java");
    }

    private static boolean isBuilt(Path file) {
        return Stream.iterate(file, java.util.Objects::nonNull, Path::getParent)
                .anyMatch(folder -> folder.endsWith("target"));
    }
}
