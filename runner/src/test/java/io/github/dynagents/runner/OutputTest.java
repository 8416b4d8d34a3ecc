package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTest {
    private static Output printedTo(OutputStream there) {
        Output output = new Output(there);
        PrintWriter out = new PrintWriter(output, true, StandardCharsets.UTF_8);
        out.println("one");
        out.println("two");
        return output;
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(why);
            }
        };
    }

    @Test
    void whatIsPrintedIsWritten() {
        ByteArrayOutputStream there = new ByteArrayOutputStream();

        assertThat(printedTo(there).problem()).isEmpty();
        assertThat(there.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("one\ntwo\n");
    }

    @Test
    void aFullDiskIsRemembered() {
        assertThat(printedTo(failing("No space left on device")).problem()).contains("No space left on device");
    }

    @Test
    void aReaderWhoHasLeftIsNoProblem() {
        assertThat(printedTo(failing("Broken pipe")).problem()).isEmpty();
    }
}
