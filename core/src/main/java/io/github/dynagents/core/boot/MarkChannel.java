package io.github.dynagents.core.boot;

import java.nio.file.Path;

/**
 * How a machine reads its mark: the body of a POSIX shell function that prints {@link
 * io.github.dynagents.core.model.Lease#mark()} as one line, or fails. It should give up within half a poll; while it
 * hangs the mark counts as unmoved, and prints that are no mark count as none.
 */
public final class MarkChannel {
    private final String body;

    private MarkChannel(String body) {
        this.body = body;
    }

    /** A file that the provider replaces; for processes. */
    public static MarkChannel file(Path file) {
        return new MarkChannel("cat " + ShellText.quote(file.toString()));
    }

    /**
     * Any command or commands, such as one that asks the cloud's metadata service.
     *
     * @param body shell text; what it needs to quote it must have quoted
     */
    public static MarkChannel shell(String body) {
        return new MarkChannel(body);
    }

    String body() {
        return body;
    }
}
