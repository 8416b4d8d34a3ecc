package io.github.dynagents.aws;

import java.util.concurrent.atomic.AtomicLong;

/** Who answered how many requests, of all that go through gates in this virtual machine. */
final class Share {
    private static final AtomicLong MOTO = new AtomicLong();
    private static final AtomicLong GATE = new AtomicLong();
    private static final AtomicLong FAULTS = new AtomicLong();

    private Share() {}

    static void ofMoto() {
        MOTO.incrementAndGet();
    }

    /** Moto could not. */
    static void ofGate() {
        GATE.incrementAndGet();
    }

    /** It was told to go wrong. */
    static void ofFaults() {
        FAULTS.incrementAndGet();
    }

    /** Of what was to be answered rightly. */
    static double percentOfMoto() {
        long all = MOTO.get() + GATE.get();
        return all == 0 ? 0 : 100.0 * MOTO.get() / all;
    }

    static String told() {
        return "moto itself answered %d of %d requests (%.1f%%); the gate filled its gaps in %d; %d more were faults"
                .formatted(MOTO.get(), MOTO.get() + GATE.get(), percentOfMoto(), GATE.get(), FAULTS.get());
    }
}
