package io.github.dynagents.aws;

import java.net.URI;
import java.util.Set;

/** The option {@code endpoint}: where all of AWS is, in place of its own addresses. */
final class Endpoints {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private Endpoints() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException unless it is {@code https}, or {@code http} on this host itself
     */
    static URI read(String text) {
        URI uri = parsed(text.strip());
        boolean safe = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
        if (!safe || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "option \"endpoint\" must be https://…, or http:// on this host: " + text);
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("option \"endpoint\" must be a plain address");
        }
        return uri;
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option \"endpoint\" is no address: " + text, e);
        }
    }
}
