package io.github.dynagents.droneclient;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Foreign text made fit for one line of a message. */
final class Text {
    private static final int LONGEST = 300;

    private Text() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** An address without its query, fragment and login, which may hold secrets. */
    static String bare(HttpUrl url) {
        return url.newBuilder()
                .query(null)
                .fragment(null)
                .username("")
                .password("")
                .build()
                .toString();
    }
}
