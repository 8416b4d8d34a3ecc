package io.github.dynagents.aws;

import java.io.IOException;

/** What answered is not AWS, or answered something else. */
final class WrongAnswer extends IOException {
    private static final long serialVersionUID = 1;

    WrongAnswer(String what) {
        super("not an answer of AWS: " + what);
    }
}
