package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.Secret;
import okhttp3.HttpUrl;

/** Checks what the configuration says of a server. */
final class Address {
    private Address() {}

    static HttpUrl parse(String text) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null) {
            throw new IllegalArgumentException(
                    "not the address of a Drone server (such as https://drone.example.com): \""
                            + Text.line(text.replaceAll("//[^/@]*@", "//***@")) + "\"");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "the address of a Drone server must not hold a login; give the token by itself: " + Text.bare(url));
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException(
                    "the address of a Drone server must end with its path, without ? or #: " + Text.bare(url));
        }
        return url;
    }

    /** A header can hold it, and it is not forgotten. */
    static Secret checked(Secret secret, String what) {
        if (!secret.reveal().matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    "the " + what
                            + " is empty, or holds spaces, line ends or letters that no token has; check where it is read from");
        }
        return secret;
    }

    /** {@code host[:port][/path]}, as runners want it. */
    static String hostAndPath(HttpUrl url) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        String port = url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port();
        String path = url.encodedPath();
        return host + port + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
}
