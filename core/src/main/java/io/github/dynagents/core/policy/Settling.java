package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.Seat;
import java.time.Duration;
import java.time.Instant;

/** Finds out how unanswered purchases ended: never buys again under another name while one is open. */
final class Settling {
    private Settling() {}

    static void decide(Draft draft) {
        for (Seat seat : draft.world().seats().values()) {
            if (seat instanceof Seat.Intended intended) {
                Instant due = due(draft, intended);
                if (due.isAfter(draft.now())) {
                    draft.wakeAt(due);
                } else {
                    draft.add(new Decision.Settle(
                            intended.name(),
                            Reason.of("its purchase was not answered").with("asked", intended.tries())));
                }
            }
        }
    }

    /** An answer is never waited for beyond the time by which it must have come. */
    private static Instant due(Draft draft, Seat.Intended intended) {
        Duration deadline =
                draft.world().fleet().account(intended.account()).deadline().multipliedBy(2);
        return switch (intended.asked()) {
            case OPEN -> intended.askAgain();
            case BUYING -> intended.purchase().sendBefore().plus(deadline);
            case SETTLING -> intended.askAgain().plus(deadline);
        };
    }
}
