package io.github.dynagents.runner;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Remembers why results could not be written: on a full disk a command has not succeeded, however well it went. */
final class Output extends FilterOutputStream {
    /** Who reads the first lines only, as {@code head} does, has what he wants. */
    private static final String READER_LEFT = "Broken pipe";

    private Optional<String> problem = Optional.empty();

    Output(OutputStream out) {
        super(out);
    }

    /** Why not all of it was written, if it was not, and somebody still wants it. */
    Optional<String> problem() {
        return problem.filter(why -> !why.equals(READER_LEFT));
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            problem = problem.or(() -> Optional.of(String.valueOf(e.getMessage())));
            throw e;
        }
    }
}
