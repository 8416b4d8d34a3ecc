package com.example.ci;

import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.World;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The usual policy by day. From 22:00 to 06:00 UTC nothing is bought: what is queued then waits for the morning. */
public final class QuietNights implements Policy {
    private static final LocalTime MORNING = LocalTime.of(6, 0);
    private static final LocalTime EVENING = LocalTime.of(22, 0);

    private final Policy byDay = new EconomicPolicy();

    @Override
    public Plan decide(World world) {
        Plan plan = byDay.decide(world);
        OffsetDateTime now = world.now().atOffset(ZoneOffset.UTC);
        boolean day = !now.toLocalTime().isBefore(MORNING) && now.toLocalTime().isBefore(EVENING);
        return day
                ? plan
                : new Plan(
                        plan.decisions().stream()
                                .filter(decision -> !(decision instanceof Decision.Buy))
                                .toList(),
                        earlier(plan.wakeAt(), morningAfter(now)));
    }

    private static Instant morningAfter(OffsetDateTime night) {
        OffsetDateTime morning = night.with(MORNING);
        return (morning.isAfter(night) ? morning : morning.plusDays(1)).toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
