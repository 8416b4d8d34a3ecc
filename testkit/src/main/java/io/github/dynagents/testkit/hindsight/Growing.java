package io.github.dynagents.testkit.hindsight;

/**
 * Buys when more jobs wait than booting machines will take, by more than a share of the slots held: 0 is at once. A
 * job's number is that of the machine that is bought for it.
 */
record Growing(double patience, Stay stay) implements Rule {
    /** Until when a machine stays that is idle from then on. */
    @FunctionalInterface
    interface Stay {
        long until(long born, long idle);
    }

    static final Stay ALWAYS = (born, idle) -> Long.MAX_VALUE;

    /** So long, and then to the end of what is paid for. */
    static Stay paid(Tariff tariff, long timeout) {
        return (born, idle) -> born + tariff.billed(idle + timeout - born);
    }

    @Override
    public void waits(PoolRun run, int job) {
        if (run.uncovered() > patience * run.slotsHeld()) {
            run.buy(job);
        }
    }

    @Override
    public long leaves(int machine, long born, long now) {
        return stay.until(born, now);
    }
}
