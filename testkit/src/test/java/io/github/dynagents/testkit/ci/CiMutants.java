package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.Agent;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Clients that are wrong in one place: the right one with one call overridden, in five lines at most. */
final class CiMutants {
    static final Map<String, Function<FakeCiServer, CiServer>> ALL = new LinkedHashMap<>();

    private CiMutants() {}

    static {
        ALL.put("takes a queue that fails for an empty one", server -> new FakeCiClient(server) {
            @Override
            public CiQueue queue() {
                try {
                    return super.queue();
                } catch (Failure e) {
                    return CiQueue.of(List.of(), List.of());
                }
            }
        });
        ALL.put("shows its last queue when it fails", server -> new Repainting(server) {
            @Override
            public CiQueue queue() {
                try {
                    return super.queue();
                } catch (Failure e) {
                    return last();
                }
            }
        });
        ALL.put("throws what is no failure", server -> new FakeCiClient(server) {
            @Override
            public CiQueue queue() {
                try {
                    return super.queue();
                } catch (Failure e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        ALL.put("forgets how long to wait", server -> new FakeCiClient(server) {
            @Override
            public CiQueue queue() throws Failure {
                try {
                    return super.queue();
                } catch (Failure e) {
                    throw Failure.of(e.kind(), "no queue").because(e);
                }
            }
        });
        ALL.put("shows jobs that are held as pending", server -> new Repainting(server) {
            @Override
            Job shown(Job job) {
                return job.state() == JobState.HELD ? as(JobState.PENDING, job).build() : job;
            }
        });
        ALL.put("shows jobs that were given away as pending", server -> new Repainting(server) {
            @Override
            Job shown(Job job) {
                return job.state() == JobState.ASSIGNED
                        ? as(JobState.PENDING, job).build()
                        : job;
            }
        });
        ALL.put("takes a job's creation for its start", server -> new Repainting(server) {
            @Override
            Job shown(Job job) {
                return job.started().isEmpty()
                        ? job
                        : job.toBuilder().started(job.created()).build();
            }
        });
        ALL.put("takes every job for its pool's", server -> new Repainting(server) {
            @Override
            Job shown(Job job) {
                return job.toBuilder().servedBy(List.of("linux")).build();
            }
        });
        ALL.put("takes all repositories for one", server -> new Repainting(server) {
            @Override
            Job shown(Job job) {
                return job.toBuilder().repo("repo").build();
            }
        });
        ALL.put("hides jobs that nobody serves", server -> new Repainting(server) {
            @Override
            List<Job> shown(List<Job> jobs) {
                return jobs.stream().filter(job -> !job.servedBy().isEmpty()).toList();
            }
        });
        ALL.put("shows the first page only", server -> new Repainting(server) {
            @Override
            List<Job> shown(List<Job> jobs) {
                return jobs.stream().limit(50).toList();
            }
        });
        ALL.put("shows the newest first", server -> new Repainting(server) {
            @Override
            List<Job> shown(List<Job> jobs) {
                return jobs.reversed();
            }
        });
        ALL.put("makes a new queue of each answer", server -> new FakeCiClient(server) {
            @Override
            public CiQueue queue() throws Failure {
                return CiQueue.of(super.queue().jobs(), super.queue().agents());
            }
        });
        ALL.put("hides agents", server -> new FakeCiClient(server) {
            @Override
            public CiQueue queue() throws Failure {
                CiQueue queue = super.queue();
                return queue.agents().isEmpty() ? queue : CiQueue.of(queue.jobs(), List.of());
            }
        });
        ALL.put("does not show that an agent is cordoned", server -> new Repainting(server) {
            @Override
            Agent shown(Agent agent) {
                return agent.toBuilder().cordoned(false).build();
            }
        });
        ALL.put("does not undo a cordon", server -> new FakeCiClient(server) {
            @Override
            public void cordon(String agent, boolean on) throws Failure {
                super.cordon(agent, true);
            }
        });
        ALL.put("does nothing where it cannot cordon", server -> new FakeCiClient(server) {
            @Override
            public void cordon(String agent, boolean on) throws Failure {
                if (capabilities().cordon()) {
                    super.cordon(agent, on);
                }
            }
        });
        ALL.put("cordons an agent that is not there", server -> new FakeCiClient(server) {
            @Override
            public void cordon(String agent, boolean on) throws Failure {
                if (server.connected().contains(agent)) {
                    super.cordon(agent, on);
                }
            }
        });
        ALL.put("makes a new secret at each enrolment", server -> new FakeCiClient(server) {
            @Override
            public Optional<Secret> enrol(MachineName name) throws Failure {
                revoke(name);
                return super.enrol(name);
            }
        });
        ALL.put("takes the secret of one agent for another's", server -> new FakeCiClient(server) {
            @Override
            public Optional<Secret> enrol(MachineName name) throws Failure {
                return super.enrol(name.value().equals("agent-2") ? new MachineName("agent-1") : name);
            }
        });
        ALL.put("fails to revoke what is gone", server -> new FakeCiClient(server) {
            @Override
            public void revoke(MachineName name) throws Failure {
                if (!server.enrolled().contains(name)) {
                    throw Failure.of(Failure.Kind.INVALID, "no agent " + name);
                }
                super.revoke(name);
            }
        });
        ALL.put("tells the agent's secret in its spec", server -> new FakeCiClient(server) {
            @Override
            public AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own) {
                AgentSpec spec = super.agentFor(name, pool, own);
                Map<String, String> env = new LinkedHashMap<>(spec.env());
                own.ifPresent(secret -> env.put("TOKEN", secret.reveal()));
                return spec.toBuilder().env(env).build();
            }
        });
        ALL.put("asks the server what its agents look like", server -> new FakeCiClient(server) {
            @Override
            public AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own) {
                Map<String, String> env =
                        new LinkedHashMap<>(super.agentFor(name, pool, own).env());
                env.put("ASKED", String.valueOf(System.nanoTime()));
                return super.agentFor(name, pool, own).toBuilder().env(env).build();
            }
        });
        ALL.put("starts agents of any pool", server -> new FakeCiClient(server) {
            @Override
            public AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own) {
                return super.agentFor(name, "linux", own);
            }
        });
        ALL.put("takes a failure for nothing new", server -> new FakeCiClient(server) {
            @Override
            public Finished finishedSince(Optional<String> cursor) {
                try {
                    return super.finishedSince(cursor);
                } catch (Failure e) {
                    return Finished.of(List.of(), cursor.orElse("0"));
                }
            }
        });
        ALL.put("takes an unknown cursor for the beginning", server -> new FakeCiClient(server) {
            @Override
            public Finished finishedSince(Optional<String> cursor) throws Failure {
                return super.finishedSince(cursor.filter(known -> known.matches("[0-9]+")));
            }
        });
        ALL.put("loses a job between two answers", server -> new FakeCiClient(server) {
            @Override
            public Finished finishedSince(Optional<String> cursor) throws Failure {
                Finished told = super.finishedSince(cursor);
                return Finished.of(told.jobs().stream().limit(4).toList(), told.cursor());
            }
        });
        ALL.put("remembers the cursor by itself", server -> new FakeCiClient(server) {
            private Optional<String> own = Optional.of("0");

            @Override
            public Finished finishedSince(Optional<String> cursor) throws Failure {
                Finished told = super.finishedSince(cursor.isPresent() ? own : cursor);
                own = Optional.of(told.cursor());
                return told;
            }
        });
        ALL.put("takes a job that was killed for one that ended", server -> new FakeCiClient(server) {
            @Override
            public Finished finishedSince(Optional<String> cursor) throws Failure {
                Finished told = super.finishedSince(cursor);
                return Finished.of(
                        told.jobs().stream().map(CiMutants::completed).toList(), told.cursor());
            }
        });
        ALL.put("restarts what has ended by itself", server -> new FakeCiClient(server) {
            @Override
            public void restart(JobId job) throws Failure {
                if (server.finished().stream().anyMatch(one -> one.id().equals(job) && one.completed())) {
                    server.submit(Work.of("octo/one", "job", Duration.ofHours(1)));
                }
                super.restart(job);
            }
        });
        ALL.put("forgets what it restarted when it is opened again", server -> new FakeCiClient(server) {
            private final Set<JobId> restarted = new HashSet<>();

            @Override
            public void restart(JobId job) throws Failure {
                if (restarted.add(job) && server.statistics().restarted() > 0) {
                    server.submit(Work.of("octo/one", "job", Duration.ofHours(1)));
                }
                super.restart(job);
            }
        });
        ALL.put("restarts the job of another server", server -> new FakeCiClient(server) {
            @Override
            public void restart(JobId job) throws Failure {
                super.restart(new JobId(server.name(), job.value()));
            }
        });
        ALL.put("does nothing where it cannot restart", server -> new FakeCiClient(server) {
            @Override
            public void restart(JobId job) throws Failure {
                if (capabilities().restart()) {
                    super.restart(job);
                }
            }
        });
        ALL.put("says that a lost answer had no effect", server -> new FakeCiClient(server) {
            @Override
            public void restart(JobId job) throws Failure {
                try {
                    super.restart(job);
                } catch (Failure e) {
                    throw e.retryAfter().isPresent() ? e : Failure.of(e.kind(), "not restarted");
                }
            }
        });
        ALL.put("calls nobody back", server -> new FakeCiClient(server) {
            @Override
            public Subscription onChange(Runnable wake) {
                return () -> {};
            }
        });
        ALL.put("calls back for ever", server -> new FakeCiClient(server) {
            @Override
            public Subscription onChange(Runnable wake) {
                super.onChange(wake);
                return () -> {};
            }
        });
        ALL.put("goes on when it is closed", server -> new FakeCiClient(server) {
            @Override
            public void close() {}
        });
        ALL.put("leaves a thread behind", server -> new FakeCiClient(server) {
            @Override
            public Subscription onChange(Runnable wake) {
                Thread.ofPlatform().daemon().start(LockSupport::park);
                return super.onChange(wake);
            }
        });
    }

    private static FinishedJob completed(FinishedJob job) {
        return job.toBuilder().completed(true).build();
    }

    /** The same job in another state, and nobody's. */
    private static Job.Builder as(JobState state, Job job) {
        return Job.builder(job.id(), state, job.created())
                .repo(job.repo())
                .pipeline(job.pipeline())
                .platform(job.platform())
                .labels(job.labels())
                .servedBy(job.servedBy());
    }

    /** Shows a queue otherwise than it is; one that has not changed stays the same. */
    private static class Repainting extends FakeCiClient {
        private CiQueue right = CiQueue.of(List.of(), List.of());
        private CiQueue wrong = right;

        Repainting(FakeCiServer server) {
            super(server);
        }

        @Override
        public CiQueue queue() throws Failure {
            CiQueue now = super.queue();
            if (now != right) {
                right = now;
                wrong = CiQueue.of(
                        shown(now.jobs()),
                        now.agents().stream().map(this::shown).toList());
            }
            return wrong;
        }

        CiQueue last() {
            return wrong;
        }

        List<Job> shown(List<Job> jobs) {
            return jobs.stream().map(this::shown).toList();
        }

        Job shown(Job job) {
            return job;
        }

        Agent shown(Agent agent) {
            return agent;
        }
    }
}
