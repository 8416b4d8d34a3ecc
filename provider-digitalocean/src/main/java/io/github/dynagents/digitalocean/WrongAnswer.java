package io.github.dynagents.digitalocean;

import java.io.IOException;

/** An answer came, and it is none to what was asked. */
final class WrongAnswer extends IOException {
    private static final long serialVersionUID = 1;

    WrongAnswer(String what) {
        super(what);
    }
}
