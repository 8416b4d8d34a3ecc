package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Money;
import java.util.Optional;

/**
 * Limits of all pools together.
 *
 * @param machines how many may exist at once
 * @param perHour what an hour of all of them may cost
 * @param worstCase what may be spent at most if the daemon died this instant; unset, no limit
 */
public record LimitsConfig(
        @Positive int machines,
        @Positive Money perHour,
        @Positive Optional<Money> worstCase) {}
