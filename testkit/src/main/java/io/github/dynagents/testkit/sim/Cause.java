package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.fault.FaultKind;

/** What excuses a broken invariant, and is counted where it does. */
public sealed interface Cause {
    /** Such a fault took effect. */
    record Fault(FaultKind kind) implements Cause {
        @Override
        public String words() {
            return kind.words();
        }

        @Override
        public String toString() {
            return kind.toString();
        }
    }

    /** Things stand like that, without any fault. */
    enum Situation implements Cause {
        /** Where neither a mark nor a call stops an agent. */
        NOTHING_REACHES_THE_AGENT("the cloud neither shows marks to its machines nor stops agents"),
        /** Where a purchase asked for twice can be made twice. */
        LOOK_FIRST("the cloud cannot make a purchase once"),
        /** Nothing runs there any more. */
        POWERED_OFF("the machine has powered itself off, and is billed"),
        /** The first time was not. */
        RELEASED_AGAIN("the machine had been released before");

        private final String words;

        Situation(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    /** What it is, in words. */
    String words();
}
