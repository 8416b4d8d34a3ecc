package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes what it is asked for, and fails where it is told to. */
final class ScriptedServer implements CiServer {
    final List<String> calls;
    Optional<Failure> failure = Optional.empty();
    Finished finished = Finished.of(List.of(), "c0");
    Runnable wake = () -> {};
    private final boolean ownSecrets;

    ScriptedServer(boolean ownSecrets, List<String> calls) {
        this.ownSecrets = ownSecrets;
        this.calls = calls;
    }

    private void note(String call) throws Failure {
        calls.add(call);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    void finishes(String cursor, FinishedJob... jobs) {
        finished = Finished.of(List.of(jobs), cursor);
    }

    @Override
    public CiCapabilities capabilities() {
        return CiCapabilities.builder()
                .ownSecrets(ownSecrets)
                .cordon(true)
                .restart(true)
                .build();
    }

    @Override
    public CiQueue queue() throws Failure {
        note("queue");
        return CiQueue.of(List.of(), List.of());
    }

    @Override
    public Finished finishedSince(Optional<String> cursor) throws Failure {
        note("finished since " + cursor.orElse("ever"));
        return finished;
    }

    @Override
    public AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own) {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .secrets(own.map(secret -> Map.of("SECRET", secret)).orElse(Map.of()))
                .build();
    }

    @Override
    public Optional<Secret> enrol(MachineName name) throws Failure {
        note("enrol");
        return Optional.of(new Secret("s3cret"));
    }

    @Override
    public void revoke(MachineName name) throws Failure {
        note("revoke " + name);
    }

    @Override
    public void cordon(String agent, boolean on) throws Failure {
        note((on ? "cordon " : "uncordon ") + agent);
    }

    @Override
    public void restart(JobId job) throws Failure {
        note("restart " + job);
    }

    @Override
    public Subscription onChange(Runnable callback) {
        wake = callback;
        return () -> wake = () -> {};
    }

    @Override
    public void close() {}
}
