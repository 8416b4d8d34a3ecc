package io.github.dynagents.runner.internal.recording;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A compressed file that ends in its middle, since its writer died, just ends. */
final class ToItsEnd extends FilterInputStream {
    ToItsEnd(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (EOFException e) {
            return -1;
        }
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        try {
            return super.read(into, from, most);
        } catch (EOFException e) {
            return -1;
        }
    }
}
