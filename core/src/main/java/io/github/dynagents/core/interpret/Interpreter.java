package io.github.dynagents.core.interpret;

import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.World;
import java.util.List;

/** Carries decisions out, without waiting for any of them. */
@FunctionalInterface
public interface Interpreter {
    /** Carries out nothing: what a dry run does. */
    Interpreter DRY = (world, decisions) -> List.of();

    /** Sends what can be sent and returns what was sent, which enters the world at once; answers come later. */
    List<Outcome> carryOut(World world, List<Decision> decisions);

    /** Begins no call any more; those under way are left to their own end. */
    default void close() {}
}
