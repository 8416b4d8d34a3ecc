package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One client of a {@link FakeCiServer}: once closed it answers nothing and wakes nobody. */
class FakeCiClient implements CiServer {
    private final FakeCiServer server;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private boolean closed;

    FakeCiClient(FakeCiServer server) {
        this.server = server;
    }

    private FakeCiServer whileOpen() throws Failure {
        if (closed) {
            throw Failure.of(Failure.Kind.UNAVAILABLE, "this client of " + server.name() + " is closed");
        }
        return server;
    }

    @Override
    public CiCapabilities capabilities() {
        return server.capabilities();
    }

    @Override
    public CiQueue queue() throws Failure {
        return whileOpen().queue();
    }

    @Override
    public Duration nextQueueIn() {
        return server.nextQueueIn();
    }

    @Override
    public Finished finishedSince(Optional<String> cursor) throws Failure {
        return whileOpen().finishedSince(cursor);
    }

    @Override
    public AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own) {
        return server.agentFor(name, pool, own);
    }

    @Override
    public Optional<Secret> enrol(MachineName name) throws Failure {
        return whileOpen().enrol(name);
    }

    @Override
    public void revoke(MachineName name) throws Failure {
        whileOpen().revoke(name);
    }

    @Override
    public void cordon(String agent, boolean on) throws Failure {
        whileOpen().cordon(agent, on);
    }

    @Override
    public void restart(JobId job) throws Failure {
        whileOpen().restart(job);
    }

    @Override
    public Subscription onChange(Runnable wake) {
        Subscription subscription = server.onChange(wake);
        subscriptions.add(subscription);
        return subscription;
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Subscription::close);
    }
}
