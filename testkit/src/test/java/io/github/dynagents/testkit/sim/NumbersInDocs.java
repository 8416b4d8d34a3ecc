package io.github.dynagents.testkit.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The numbers in a page of docs/, between markers: printed, and written there when asked for. */
record NumbersInDocs(Path page) {
    private static final String WRITE = "dynagents.write-docs";

    static NumbersInDocs safety() {
        return new NumbersInDocs(Path.of(System.getProperty("basedir", ""), "../docs/safety.md"));
    }

    /** Those between {@code <!-- part -->} and {@code <!-- end of part -->}. */
    void show(String part, String text) throws IOException {
        System.out.print(text);
        if (Boolean.getBoolean(WRITE)) {
            String before = Files.readString(page);
            String start = "<!-- " + part + " -->\n";
            int from = before.indexOf(start) + start.length();
            int to = before.indexOf("<!-- end of " + part + " -->");
            if (from < start.length() || to < from) {
                throw new IllegalStateException(page + " has no part " + part);
            }
            Files.writeString(page, before.substring(0, from) + text + before.substring(to));
        }
    }
}
