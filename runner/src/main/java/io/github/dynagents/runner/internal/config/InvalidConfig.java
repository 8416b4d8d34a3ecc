package io.github.dynagents.runner.internal.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; its message is all that is wrong, a line each. */
public final class InvalidConfig extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidConfig(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Errors and warnings, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
