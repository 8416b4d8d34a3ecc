package io.github.dynagents.testkit.hindsight;

/** When one who knows the future may buy all the same. Never before a job is there: that would be a clairvoyant. */
public enum Buying {
    /** While more jobs wait than the machines that boot have slots for, as every plain rule buys. */
    FOR_A_SLOT {
        @Override
        boolean allows(int waiting, int booting, int slots) {
            return waiting > (long) slots * booting;
        }
    },
    /** While more jobs wait than machines boot, so ahead of jobs that are about to follow. */
    FOR_A_JOB {
        @Override
        boolean allows(int waiting, int booting, int slots) {
            return waiting > booting;
        }
    };

    abstract boolean allows(int waiting, int booting, int slots);
}
