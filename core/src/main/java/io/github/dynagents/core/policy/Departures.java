package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
import java.util.Optional;

/** What is over: proved drains are released, again and again until proved gone; then secrets and lost jobs. */
final class Departures {
    private Departures() {}

    static void decide(Draft draft) {
        World world = draft.world();
        for (Seat seat : world.seats().values()) {
            if (seat instanceof Seat.Leaving leaving) {
                again(draft, leaving);
            } else if (seat instanceof Seat.Listed listed) {
                Optional<String> why = whyOver(world, listed);
                if (why.isPresent()) {
                    draft.decideFate(listed.name(), new Decision.Release(listed.name(), Reason.of(why.get())));
                }
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

    /** A machine that is off loses nobody's job; of all others nothing is done while their jobs cannot be seen. */
    private static Optional<String> whyOver(World world, Seat.Listed seat) {
        if (seat.machine().state() == MachineState.REMNANT) {
            return Optional.of("nothing runs on it any more, and it is billed");
        }
        return seat.work() instanceof Work.Draining draining
                        && world.fleet()
                                .pool(seat.pool())
                                .filter(world.trust()::sees)
                                .isPresent()
                ? draining.proof()
                : Optional.empty();
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
