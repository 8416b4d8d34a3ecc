package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;

/** What is over: proved drains are released, again and again until proved gone; then secrets and lost jobs. */
final class Departures {
    private Departures() {}

    static void decide(Draft draft) {
        World world = draft.world();
        for (Seat seat : world.seats().values()) {
            if (seat instanceof Seat.Leaving leaving) {
                again(draft, leaving);
            } else if (seat instanceof Seat.Listed listed
                    && listed.work() instanceof Work.Draining draining
                    && sees(world, listed)) {
                draining.proof()
                        .ifPresent(proof ->
                                draft.decideFate(listed.name(), new Decision.Release(listed.name(), Reason.of(proof))));
            }
        }
        for (MachineName name : world.toRevoke()) {
            draft.add(new Decision.Revoke(name, Reason.of("its machine is gone")));
        }
        for (Job job : world.lost()) {
            boolean known = world.seen().server(job.id().server()).isKnown();
            if (known && !world.restarted().contains(job.id())) {
                draft.add(new Decision.Restart(
                        job.id(),
                        Reason.of("its machine is gone")
                                .with("machine", job.agent().orElse("?"))));
            }
        }
    }

    private static boolean sees(World world, Seat seat) {
        return world.fleet()
                .pool(seat.pool())
                .filter((Pool pool) -> world.trust().sees(pool))
                .isPresent();
    }

    private static void again(Draft draft, Seat.Leaving leaving) {
        if (leaving.askAgain().isAfter(draft.now())) {
            draft.wakeAt(leaving.askAgain());
        } else {
            draft.add(new Decision.Release(
                    leaving.name(), Reason.of("it is not gone yet").with("tries", leaving.tries() + 1)));
        }
    }
}
