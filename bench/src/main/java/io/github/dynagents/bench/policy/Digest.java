package io.github.dynagents.bench.policy;

import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.testkit.replay.Replay;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells contents apart. */
final class Digest {
    private Digest() {}

    static String of(String text) {
        return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of a file, or of all files in a folder. */
    static String of(Path path) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
        return hex(digest.digest());
    }

    /** Of all code that a replay's result hangs on. */
    static String ofCode() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Class<?> type : List.<Class<?>>of(Policy.class, Replay.class)) {
            try {
                all.append(of(Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())));
            } catch (URISyntaxException e) {
                throw new IOException("classes are at no path: " + e.getMessage(), e);
            }
        }
        return of(all.toString());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
