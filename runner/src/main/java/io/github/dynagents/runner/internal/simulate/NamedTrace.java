package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.testkit.workload.Workload;
import java.nio.file.Path;

/** A trace, and its file's name without what tells the format. */
record NamedTrace(String name, Workload workload) {
    static String nameOf(Path file) {
        Path last = file.getFileName();
        return (last == null ? file : last).toString().replaceFirst("\\.csv(\\.gz)?$", "");
    }
}
