package io.github.dynagents.runner.internal.config;

import java.util.SortedMap;

/**
 * A login at a provider, to list and release machines by.
 *
 * @param provider the provider's name, as {@code dynagents providers} lists it
 * @param options the provider's own settings of an account
 * @param templates the provider's own settings of each kind of machine, by name; none where it can do without
 */
@PartOf(AccountConfig.class)
public record ReapAccountConfig(String provider, RawOptions options, SortedMap<String, RawOptions> templates) {}
