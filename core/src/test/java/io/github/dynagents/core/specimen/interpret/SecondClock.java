package io.github.dynagents.core.specimen.interpret;

import java.time.Instant;

record SecondClock(long millis, Instant now) {
    static SecondClock read() {
        return new SecondClock(System.currentTimeMillis(), Instant.now());
    }
}
