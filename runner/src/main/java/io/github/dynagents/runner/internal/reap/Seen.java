package io.github.dynagents.runner.internal.reap;

import java.util.List;

/**
 * What a look at all accounts has shown; nothing has been released yet.
 *
 * @param machines how many machines of the owner were listed
 * @param due those to be released
 * @param unlisted accounts that could not be listed
 */
public record Seen(int machines, List<Due> due, List<Unlisted> unlisted) {}
