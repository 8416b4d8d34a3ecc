package io.github.dynagents.digitalocean;

import java.io.IOException;

/** No whole answer came. */
final class Unanswered extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean sent;

    /** @param sent whether DigitalOcean may have got any of the request */
    Unanswered(String what, boolean sent, Throwable cause) {
        super(what, cause);
        this.sent = sent;
    }

    boolean isSent() {
        return sent;
    }
}
