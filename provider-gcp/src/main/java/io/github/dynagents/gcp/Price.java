package io.github.dynagents.gcp;

import io.github.dynagents.core.model.Money;

/**
 * What an hour of a machine costs.
 *
 * @param live whether it was asked for, and is not of a table
 */
record Price(Money perHour, boolean live) {}
