package io.github.dynagents.aws;

import java.nio.charset.StandardCharsets;

/** Words for names at AWS that take but letters, digits, {@code -} and {@code _}. */
final class Words {
    private Words() {}

    /** The text, with every other letter as {@code _} and its bytes in hexadecimal: no two texts have the same. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9')
                    || each == '-';
            safe.append(plain ? String.valueOf((char) each) : "_%02x".formatted(each));
        }
        return safe.toString();
    }
}
