package io.github.dynagents.digitalocean;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Any text as a part of a tag, and back. A tag may hold letters, digits, colons, dashes and underscores, and two that
 * differ in capitals alone are one to DigitalOcean: so lower-case letters, digits and dashes stay as they are, and each
 * other byte of UTF-8 becomes an underscore and two hexadecimal digits. No two texts become the same, and none holds a
 * colon, which separates.
 */
final class TagText {
    private TagText() {}

    static String of(String text) {
        StringBuilder tag = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each)) {
                tag.append((char) each);
            } else {
                tag.append('_')
                        .append(Character.forDigit((each >> 4) & 15, 16))
                        .append(Character.forDigit(each & 15, 16));
            }
        }
        return tag.toString();
    }

    /** The text of which {@link #of} makes this; empty if it makes this of none. */
    static Optional<String> read(String tag) {
        ByteBuffer bytes = ByteBuffer.allocate(tag.length());
        for (int at = 0; at < tag.length(); at++) {
            char each = tag.charAt(at);
            if (each != '_') {
                bytes.put((byte) each);
            } else if (at + 2 < tag.length()) {
                bytes.put((byte)
                        (Character.digit(tag.charAt(at + 1), 16) * 16 + Character.digit(tag.charAt(at + 2), 16)));
                at += 2;
            }
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            return Optional.of(text).filter(found -> of(found).equals(tag));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(byte each) {
        return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-';
    }
}
