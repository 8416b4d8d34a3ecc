package io.github.dynagents.runner.internal.reap;

import io.github.dynagents.core.model.Machine;

/**
 * A machine that is to be released.
 *
 * @param account where it is
 * @param machine as its cloud lists it
 * @param why in a few words
 */
public record Due(String account, Machine machine, String why) {}
