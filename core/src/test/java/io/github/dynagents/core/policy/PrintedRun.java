package io.github.dynagents.core.policy;

/** Prints a random run: its worlds and decisions. A program of its own, so that another JVM can be asked. */
public final class PrintedRun {
    private PrintedRun() {}

    static String of(long seed) {
        StringBuilder printed = new StringBuilder();
        new RandomRun(seed, false)
                .steps(
                        80,
                        (world, plan) -> printed.append(world.seats())
                                .append(world.demand())
                                .append(world.withheld())
                                .append(world.learned())
                                .append(world.breakers())
                                .append('\n')
                                .append(plan)
                                .append('\n')
                                .append(new LimitGuard().allow(world, plan))
                                .append('\n')
                                .append(Bound.of(world))
                                .append('\n'));
        return printed.toString();
    }

    /** Takes the seeds. */
    @SuppressWarnings("SystemOut") // what the program is for
    public static void main(String[] seeds) {
        for (String seed : seeds) {
            System.out.print(of(Long.parseLong(seed)));
        }
        System.out.flush();
    }
}
