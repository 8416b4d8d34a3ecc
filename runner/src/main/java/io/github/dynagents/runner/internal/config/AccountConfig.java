package io.github.dynagents.runner.internal.config;

import java.util.Optional;
import java.util.SortedMap;

/**
 * A login at a provider.
 *
 * @param provider the provider's name, as {@code dynagents providers} lists it
 * @param limit how many machines it may have at most; unset, the limit of all counts alone
 * @param options the provider's own settings of an account
 * @param templates the provider's own settings of each kind of machine, by name
 */
public record AccountConfig(
        String provider,
        @Positive Optional<Integer> limit,
        RawOptions options,
        @NotEmpty SortedMap<String, RawOptions> templates) {}
