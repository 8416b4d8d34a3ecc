package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.Seat;

/** Finds out how unanswered purchases ended: never buys again under another name while one is open. */
final class Settling {
    private Settling() {}

    static void decide(Draft draft) {
        for (Seat seat : draft.world().seats().values()) {
            if (seat instanceof Seat.Intended intended && intended.asked() == Seat.Intended.Asked.OPEN) {
                if (intended.askAgain().isAfter(draft.now())) {
                    draft.wakeAt(intended.askAgain());
                } else {
                    draft.add(new Decision.Settle(
                            intended.name(),
                            Reason.of("its purchase was not answered").with("asked", intended.tries())));
                }
            }
        }
    }
}
