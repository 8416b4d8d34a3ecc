package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.replay.ReplayOffering;
import io.github.dynagents.testkit.replay.ReplaySetting;
import java.util.ArrayList;
import java.util.List;

/** What all cases have in common. */
record Setup(List<Sold> sold, int slots, Boot boot, double jitter, long seed) {
    Setup {
        sold = List.copyOf(sold);
    }

    /** Whether worth decides what even those buy who do not ask for it. */
    boolean offersChoice() {
        return sold.size() > 1;
    }

    ReplaySetting replayed(Billing billing, Money worth) {
        List<ReplayOffering> offerings = new ArrayList<>();
        for (Sold one : sold) {
            offerings.add(new ReplayOffering(
                    "machine-" + (offerings.size() + 1),
                    one.perHour(),
                    billing.terms(),
                    one.speed(),
                    boot.median(),
                    boot.spread()));
        }
        return ReplaySetting.builder()
                .offerings(offerings)
                .slots(slots)
                .worth(worth)
                .seed(seed)
                .build();
    }

    @Override
    public String toString() {
        return "machines at " + sold + " an hour, of " + slots + " slots, that boot in " + boot
                + (jitter == 0 ? "" : "; gaps between jobs jittered by " + Math.round(jitter * 100) + "%") + "; seed "
                + seed;
    }
}
