package io.github.dynagents.gcp;

import java.net.URI;
import java.util.Set;

/** Options that say where a service is, in place of Google's own address. */
final class Addresses {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private Addresses() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException unless it is {@code https}, or {@code http} on this host itself
     */
    static URI read(String option, String text) {
        URI uri = parsed(option, text.strip());
        boolean safe = "https".equals(uri.getScheme()) || isPlain(uri);
        Checks.require(
                option,
                safe && uri.getHost() != null,
                "must be https://…, or http:// on this host, not " + text.strip());
        Checks.require(
                option,
                uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null,
                "must be a plain address");
        return uri;
    }

    /** Whether it is one on this host, without TLS; credentials are not sent there. */
    static boolean isPlain(URI uri) {
        return "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
    }

    private static URI parsed(String option, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option \"" + option + "\" is no address: " + text, e);
        }
    }
}
