package io.github.dynagents.testkit.hindsight;

/** Never buys later, never lets go. */
record AlwaysOn(int machines) implements Rule {
    @Override
    public void begin(PoolRun run) {
        for (int machine = 0; machine < machines; machine++) {
            run.buy(machine);
        }
    }

    @Override
    public void waits(PoolRun run, int job) {}

    @Override
    public long leaves(int machine, long born, long now) {
        return Long.MAX_VALUE;
    }
}
