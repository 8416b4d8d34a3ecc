package io.github.dynagents.gcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Short texts that differ where what they stand for does. */
final class Digest {
    private static final int LETTERS = 32;

    private Digest() {}

    /** That of some texts in this order: 32 digits and letters from a to f. */
    static String of(List<String> texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8)); // or ab, c would be as a, bc
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
