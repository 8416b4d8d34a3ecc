package io.github.dynagents.bench;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Finished;
import java.util.List;
import java.util.Optional;

/** A CI server whose queue changes when told to. */
final class StillServer implements CiServer {
    private final int slots;
    private CiQueue queue;
    private Runnable wake = () -> {};

    StillServer(int slots, List<Job> jobs) {
        this.slots = slots;
        this.queue = CiQueue.of(jobs, List.of());
    }

    void shows(List<Job> jobs) {
        queue = CiQueue.of(jobs, List.of());
        wake.run();
    }

    @Override
    public CiCapabilities capabilities() {
        return CiCapabilities.builder().build();
    }

    @Override
    public CiQueue queue() {
        return queue;
    }

    @Override
    public Finished finishedSince(Optional<String> cursor) {
        return Finished.of(List.of(), "");
    }

    @Override
    public AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own) {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, slots).build();
    }

    @Override
    public Subscription onChange(Runnable wake) {
        this.wake = wake;
        return () -> {};
    }

    @Override
    public void close() {}
}
