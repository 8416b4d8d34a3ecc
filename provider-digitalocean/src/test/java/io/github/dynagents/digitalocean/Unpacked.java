package io.github.dynagents.digitalocean;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** The script that is packed in user data; those of another's making are shown as they are. */
final class Unpacked {
    private Unpacked() {}

    static String script(String userData) {
        if (!userData.contains("install && exit\n")) {
            return userData;
        }
        String packed = userData.substring(userData.indexOf("install && exit\n") + 16, userData.indexOf("\nEND\n"));
        try (GZIPInputStream in = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(packed)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
