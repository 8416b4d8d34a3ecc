package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import io.github.dynagents.testkit.fault.CallKind;
import java.time.Duration;
import java.util.Optional;

/** A CI server whose calls are watched. */
record WatchedServer(String name, CiServer real, CallWatch watch) implements CiServer {
    @Override
    public CiCapabilities capabilities() {
        return real.capabilities();
    }

    @Override
    public CiQueue queue() throws Failure {
        return watch.around(name, CallKind.QUEUE, real::queue);
    }

    @Override
    public Duration nextQueueIn() {
        return real.nextQueueIn();
    }

    @Override
    public Finished finishedSince(Optional<String> cursor) throws Failure {
        return watch.around(name, CallKind.FINISHED, () -> real.finishedSince(cursor));
    }

    @Override
    public AgentSpec agentFor(MachineName machine, String pool, Optional<Secret> own) {
        return real.agentFor(machine, pool, own);
    }

    @Override
    public Optional<Secret> enrol(MachineName machine) throws Failure {
        return watch.around(name, CallKind.ENROL, () -> real.enrol(machine));
    }

    @Override
    public void revoke(MachineName machine) throws Failure {
        watch.does(name, CallKind.REVOKE, () -> real.revoke(machine));
    }

    @Override
    public void cordon(String agent, boolean on) throws Failure {
        watch.does(name, CallKind.CORDON, () -> real.cordon(agent, on));
    }

    @Override
    public void restart(JobId job) throws Failure {
        watch.does(name, CallKind.RESTART, () -> real.restart(job));
    }

    @Override
    public Subscription onChange(Runnable wake) {
        return real.onChange(wake);
    }

    @Override
    public void close() {
        real.close();
    }
}
