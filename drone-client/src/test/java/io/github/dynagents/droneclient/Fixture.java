package io.github.dynagents.droneclient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import okio.ByteString;

/** An answer as a real server gave it: {@code NAME.headers.txt} and {@code NAME.json} or {@code NAME.body.txt}. */
record Fixture(int status, String contentType, ByteString body) {
    static Fixture of(String name) {
        String headers = bytes(name + ".headers.txt").utf8();
        String type = headers.lines()
                .filter(line -> line.startsWith("Content-Type: "))
                .findFirst()
                .orElseThrow()
                .substring("Content-Type: ".length());
        boolean json = type.equals("application/json");
        return new Fixture(
                Integer.parseInt(headers.split(" ", 3)[1]), type, bytes(name + (json ? ".json" : ".body.txt")));
    }

    static Fixture json(String body) {
        return of(200, "application/json", body);
    }

    static Fixture of(int status, String contentType, String body) {
        return new Fixture(status, contentType, ByteString.encodeUtf8(body));
    }

    String text() {
        return body.utf8();
    }

    static ByteString bytes(String name) {
        try (InputStream in = Fixture.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no fixture " + name);
            }
            return ByteString.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
