package io.github.dynagents.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of docs/contract.md that a run gives: printed, and compared with what stands there. */
public final class ContractPage {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "../docs/contract.md");
    private static final String WRITE = "dynagents.write-docs";

    private ContractPage() {}

    /** Fails if the part between {@code <!-- part -->} and {@code <!-- end of part -->} is another. */
    public static void shows(String part, String table) throws IOException {
        System.out.println(table);
        String page = Files.readString(PAGE);
        int from = page.indexOf("<!-- " + part + " -->\n") + ("<!-- " + part + " -->\n").length();
        int to = page.indexOf("<!-- end of " + part + " -->");
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to))
                .as("docs/contract.md; to write it anew, run this test with -D%s=true", WRITE)
                .isEqualTo(table);
    }
}
