package io.github.dynagents.core.boot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A script that unpacks another and lets that install itself. */
final class UserData {
    private static final int LINE = 120;
    private static final String START = "install && exit\n";
    private static final String END = "\nEND\n";

    private UserData() {}

    /** A machine that cannot be given its watchdog is switched off again: nobody else would. */
    static String text(String title, String directory, String script) {
        return """
                #!/bin/sh
                %s
                umask 077
                dir=%s
                mkdir -p -- "$dir" && base64 -d <<'END' | gunzip >"$dir/boot.sh" && chmod 700 "$dir/boot.sh" && sh "$dir/boot.sh" install && exit
                %s
                END
                echo 'dynagents: there is no watchdog, so there shall be no machine' >&2
                poweroff || poweroff -f
                """.formatted(title, ShellText.quote(directory), base64(packed(script)));
    }

    /** The script in such a text; any other text as it is. */
    static String script(String text) {
        int start = text.indexOf(START);
        int end = text.indexOf(END, start + 1);
        if (!text.startsWith("#!/bin/sh\n") || start < 0 || end < 0) {
            return text;
        }
        byte[] packed = Base64.getMimeDecoder().decode(text.substring(start + START.length(), end));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes);
    }

    private static byte[] packed(String script) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
