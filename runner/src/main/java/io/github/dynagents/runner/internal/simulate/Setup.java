package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Floor;
import java.time.Duration;
import java.util.List;

/**
 * The machines that a table is about.
 *
 * @param text tells them
 * @param machines how many there may be at once
 * @param floor how many there shall be at certain hours
 */
record Setup(String text, int slots, int machines, List<Floor> floor) {
    static Setup of(int slots, Duration boot, Money perHour) {
        return new Setup(
                "machines of " + slots(slots) + " at " + perHour + " an hour that boot in " + boot.toMillis() / 1e3
                        + " s",
                slots,
                Integer.MAX_VALUE,
                List.of());
    }

    static String slots(int slots) {
        return slots + (slots == 1 ? " slot" : " slots");
    }

    @Override
    public String toString() {
        return text;
    }
}
