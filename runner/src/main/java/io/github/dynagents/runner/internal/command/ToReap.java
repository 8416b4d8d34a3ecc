package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.internal.config.ReapConfig;
import io.github.dynagents.runner.internal.daemon.OpenedAccounts;

/** Accounts to reap at, open, and what the configuration says of them. */
record ToReap(ReapConfig config, OpenedAccounts accounts) implements AutoCloseable {
    @Override
    public void close() {
        accounts.close();
    }
}
