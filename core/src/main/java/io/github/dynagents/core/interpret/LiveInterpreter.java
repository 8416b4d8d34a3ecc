package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Problem;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Calls the clouds and the CI servers, each on its lane. Runs on the loop; so do the answers, which it hands on as
 * outcomes.
 */
public final class LiveInterpreter implements Interpreter {
    private static final Duration RESTART_AGAIN = Duration.ofSeconds(30);

    private final Seam seam;
    private final Fleet fleet;
    private final Lanes lanes;
    private final Consumer<Outcome> answers;
    private final Buying buying;
    private final ConcurrentMap<MachineName, Lease> newestMarks = new ConcurrentHashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /**
     * Prepares to call.
     *
     * @param machines by account
     * @param servers by name
     * @param answers gets what became of each call, on the loop
     */
    public LiveInterpreter(
            Seam seam,
            Fleet fleet,
            Map<String, Machines> machines,
            Map<String, CiServer> servers,
            Consumer<Outcome> answers) {
        this.seam = seam;
        this.fleet = fleet;
        this.lanes = new Lanes(seam, fleet, machines, servers);
        this.answers = answers;
        this.buying = new Buying(seam, fleet, lanes, answers);
    }

    @Override
    public List<Outcome> carryOut(World world, List<Decision> decisions) {
        buying.forgetWhatIsSettled(world);
        forgetMarksOfTheGone(world);
        if (decisions.isEmpty()) {
            return List.of();
        }
        List<Outcome> sent = new ArrayList<>();
        Marking marking = new Marking(seam, lanes, newestMarks, answers);
        for (Decision decision : decisions) {
            Answer<Decision> carried = Answer.of(() -> {
                carryOut(world, decision, marking, sent);
                return decision;
            });
            problem(carried)
                    .ifPresent(problem -> answers.accept(new Outcome.NotSent(decision.toString(), problem, now())));
        }
        sent.addAll(marking.send());
        return sent;
    }

    /** What is gone waits in the world until its secret is revoked: no machine goes without being seen here. */
    private void forgetMarksOfTheGone(World world) {
        for (MachineName name : world.toRevoke()) {
            if (!world.seats().containsKey(name)) {
                newestMarks.remove(name);
            }
        }
    }

    private void carryOut(World world, Decision decision, Marking marking, List<Outcome> sent) {
        switch (decision) {
            case Decision.Buy buy -> sent.add(buying.buy(world, buy));
            case Decision.Settle settle -> buying.settle(world, settle).ifPresent(sent::add);
            case Decision.Renew renew ->
                listed(world, renew.name()).ifPresent(seat -> marking.renew(seat, renew.lease()));
            case Decision.Drain drain ->
                listed(world, drain.name()).ifPresent(seat -> marking.drain(seat, drain.lease(), drain.blamed()));
            case Decision.Undrain undrain ->
                listed(world, undrain.name()).ifPresent(seat -> {
                    marking.undrain(seat, undrain.lease(), specOf(seat));
                    uncordon(seat, undrain.urgency());
                });
            case Decision.Cordon cordon -> listed(world, cordon.name()).ifPresent(seat -> cordon(seat, cordon, sent));
            case Decision.StartAgent start ->
                listed(world, start.name()).ifPresent(seat -> startAgent(seat, start.urgency(), sent));
            case Decision.Release release -> release(world, release, sent);
            case Decision.Revoke revoke -> revoke(revoke.name(), revoke.urgency());
            case Decision.Restart restart -> restart(restart.job(), restart.urgency(), sent);
            case Decision.Tell tell -> {} // for those who listen to the loop
        }
    }

    @Override
    public void close() {
        lanes.close();
    }

    private static Optional<Seat.Listed> listed(World world, MachineName name) {
        return world.seats().get(name) instanceof Seat.Listed listed ? Optional.of(listed) : Optional.empty();
    }

    private Instant now() {
        return seam.now();
    }

    private Pool pool(String name) {
        return fleet.pool(name).orElseThrow();
    }

    private AgentSpec specOf(Seat.Listed seat) {
        return lanes.server(pool(seat.pool()).server()).agentFor(seat.name(), seat.pool(), Optional.empty());
    }

    private void cordon(Seat.Listed seat, Decision.Cordon cordon, List<Outcome> sent) {
        String server = pool(seat.pool()).server();
        sent.add(new Outcome.DrainSent(seat.name(), cordon.blamed(), now()));
        once(
                "cordon " + seat.name(),
                done -> lanes.callServer(
                        server,
                        cordon.urgency(),
                        () -> {
                            lanes.server(server).cordon(seat.name().value(), true);
                            return seat;
                        },
                        answer -> {
                            done.run();
                            answers.accept(
                                    switch (answer) {
                                        case Answer.Value<Seat.Listed> v -> new Outcome.Cordoned(seat.name(), now());
                                        case Answer.Failed<Seat.Listed> failed ->
                                            new Outcome.NotTold(seat.name(), Problem.of(failed.failure()), now());
                                    });
                        }));
    }

    private void uncordon(Seat.Listed seat, int urgency) {
        Pool pool = pool(seat.pool());
        if (pool.onTerm() == OnTerm.KILLS_JOBS) {
            lanes.callServer(
                    pool.server(),
                    urgency,
                    () -> {
                        lanes.server(pool.server()).cordon(seat.name().value(), false);
                        return seat;
                    },
                    answer -> problem(answer)
                            .ifPresent(problem -> answers.accept(new Outcome.NotTold(seat.name(), problem, now()))));
        }
    }

    private void startAgent(Seat.Listed seat, int urgency, List<Outcome> sent) {
        once("start " + seat.name(), done -> {
            sent.add(new Outcome.AgentStartSent(seat.name(), now()));
            AgentSpec spec = specOf(seat);
            lanes.callCloud(
                    seat.account(),
                    urgency,
                    machines -> {
                        machines.startAgent(seat.machine(), spec);
                        return seat;
                    },
                    answer -> {
                        seam.at(now().plus(untilListed(seat)), done);
                        if (answer instanceof Answer.Failed<Seat.Listed> failed) {
                            answers.accept(new Outcome.NotTold(seat.name(), Problem.of(failed.failure()), now()));
                        }
                    });
        });
    }

    /** Not started twice before a list can have shown that it was, nor again and again where that fails. */
    private Duration untilListed(Seat.Listed seat) {
        Capabilities cloud = fleet.account(seat.account()).capabilities();
        return cloud.listLag().plus(cloud.listEvery().multipliedBy(2));
    }

    private void release(World world, Decision.Release release, List<Outcome> sent) {
        switch (world.seats().get(release.name())) {
            case Seat.Bought bought -> release(bought, bought.machine(), release.urgency(), sent);
            case Seat.Listed listed -> release(listed, listed.machine(), release.urgency(), sent);
            case Seat.Leaving leaving -> release(leaving, leaving.machine(), release.urgency(), sent);
            case Seat.Intended intended -> {} // nothing is known to be there
            case null -> {} // it is gone
        }
    }

    private void release(Seat seat, Machine machine, int urgency, List<Outcome> sent) {
        MachineName name = seat.name();
        sent.add(new Outcome.ReleaseSent(name, now()));
        lanes.callCloud(
                seat.account(),
                urgency,
                machines -> {
                    machines.release(machine);
                    return machine;
                },
                answer -> answers.accept(new Outcome.ReleaseAnswered(name, problem(answer), now())));
    }

    private void revoke(MachineName name, int urgency) {
        List<String> owning = lanes.serverNames().stream()
                .filter(server -> lanes.server(server).capabilities().ownSecrets())
                .toList();
        if (owning.isEmpty()) {
            answers.accept(new Outcome.Revoked(name, now()));
            return;
        }
        for (String server : owning) {
            once(
                    "revoke " + name + " at " + server,
                    done -> lanes.callServer(
                            server,
                            urgency,
                            () -> {
                                lanes.server(server).revoke(name);
                                return name;
                            },
                            answer -> {
                                done.run();
                                if (answer instanceof Answer.Value) {
                                    answers.accept(new Outcome.Revoked(name, now()));
                                }
                            }));
        }
    }

    private void restart(JobId job, int urgency, List<Outcome> sent) {
        sent.add(new Outcome.RestartSent(job, now()));
        lanes.callServer(
                job.server(),
                urgency,
                () -> {
                    lanes.server(job.server()).restart(job);
                    return job;
                },
                answer -> {
                    Outcome answered = new Outcome.RestartAnswered(job, problem(answer), now());
                    if (answer instanceof Answer.Failed) {
                        // told late: it may have been restarted all the same, which the next queue shows
                        seam.at(now().plus(RESTART_AGAIN), () -> answers.accept(answered));
                    } else {
                        answers.accept(answered);
                    }
                });
    }

    private static <T> Optional<Problem> problem(Answer<T> answer) {
        return answer instanceof Answer.Failed<T> failed ? Optional.of(Problem.of(failed.failure())) : Optional.empty();
    }

    /** One call of a kind at a time: while it is under way, the policy may ask for it again in vain. */
    private void once(String what, Consumer<Runnable> call) {
        if (underWay.add(what)) {
            call.accept(() -> underWay.remove(what));
        }
    }
}
