package io.github.dynagents.core;

import io.github.dynagents.core.interpret.Housekeeping;
import io.github.dynagents.core.interpret.Interpreter;
import io.github.dynagents.core.interpret.LiveInterpreter;
import io.github.dynagents.core.interpret.Observers;
import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.Guard;
import io.github.dynagents.core.policy.LimitGuard;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Sizes a fleet of CI agents to the queue: the loop that an embedding program holds.
 *
 * <p>One tick, top to bottom, is {@link #tick()}: the newest observations and outcomes make the next world, the policy
 * decides, the guard cuts down, the interpreter sends. Everything here runs on the loop of its {@link Seam}; only
 * {@link #start()}, {@link #wake()}, {@link #pause}, {@link #resume} and {@link #close()} may be called from elsewhere.
 */
public final class Autoscaler implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.core");
    private static final Duration AFTER_A_FAILED_TICK = Duration.ofSeconds(5);

    private final Seam seam;
    private final Policy policy;
    private final Guard guard;
    private final Interpreter interpreter;
    private final Observers observers;
    private final Housekeeping housekeeping;
    private final SortedMap<String, CiServer> servers;
    private final List<Listener> listeners;
    private final List<Outcome> outcomes = new ArrayList<>();
    private World world;
    private Seam.Timer wakeUp = () -> {};
    private boolean tickAsked;
    private boolean resting;
    private boolean closed;

    private Autoscaler(Builder builder) {
        this.seam = builder.seam;
        this.policy = builder.policy;
        this.guard = builder.guard;
        this.servers = Collections.unmodifiableSortedMap(new TreeMap<>(builder.servers));
        this.listeners = List.copyOf(builder.listeners);
        this.world = builder.dryRun ? World.looking(builder.fleet, seam.now()) : World.start(builder.fleet, seam.now());
        this.observers = new Observers(seam, builder.fleet, builder.machines, servers, this::observed);
        this.housekeeping =
                new Housekeeping(seam, builder.dryRun ? Collections.emptySortedMap() : builder.machines, this::world);
        this.interpreter = builder.dryRun
                ? Interpreter.DRY
                : new LiveInterpreter(seam, builder.fleet, builder.machines, servers, this::answered);
    }

    /** Prepares an autoscaler of that fleet. */
    public static Builder builder(Seam seam, Fleet fleet) {
        return new Builder(seam, fleet);
    }

    /** Listens to the loop, on the loop: for logs, pages, recordings. What it throws is logged, and changes nothing. */
    public interface Listener {
        /** Everything that the next world is made of: a recording of these replays to the same decisions. */
        default void observed(Observation seen, List<Outcome> outcomes) {}

        /** A tick has decided. */
        default void decided(World world, Plan plan, Cut cut) {}

        /** A tick failed; the loop goes on. */
        default void failed(RuntimeException why) {}
    }

    /** Begins to look; the first tick comes with the first answer. */
    public void start() {
        seam.post(() -> {
            observers.start(servers);
            housekeeping.start();
        });
    }

    /** Something may have changed: looks at the queues now. May be called from any thread. */
    public void wake() {
        seam.post(observers::askServers);
    }

    /**
     * Buys nothing until {@link #resume()}; machines keep their leases only while they have work. May be called from any
     * thread, and again with another reason.
     *
     * @param why in words, for whoever looks
     */
    public void pause(String why) {
        seam.post(() -> setPaused(Optional.of(why)));
    }

    /** Buys again. May be called from any thread. */
    public void resume() {
        seam.post(() -> setPaused(Optional.empty()));
    }

    private void setPaused(Optional<String> why) {
        observers.paused(why);
        askTick();
    }

    /** What is believed now. Ask on the loop. */
    public World world() {
        return world;
    }

    private void observed(boolean changed) {
        if (changed || world.isInTransit()) {
            askTick();
        }
    }

    private void answered(Outcome outcome) {
        outcomes.add(outcome);
        askTick();
    }

    /** Many wishes for a tick make one. */
    private void askTick() {
        if (!tickAsked && !closed && !resting) {
            tickAsked = true;
            seam.post(this::tick);
        }
    }

    private void tick() {
        tickAsked = false;
        if (closed) {
            return;
        }
        wakeUp.cancel();
        Instant wakeAt = seam.now().plus(AFTER_A_FAILED_TICK);
        try {
            Observation seen = observers.observe();
            believe(seen, takeOutcomes());
            Plan plan = policy.decide(world);
            Cut cut = guard.allow(world, plan);
            tell(listener -> listener.decided(world, plan, cut));
            List<Outcome> sent = interpreter.carryOut(world, cut.kept());
            if (!sent.isEmpty()) {
                believe(seen.withoutFinished(), sent);
            }
            observers.expectMachinesAt(world.accountsToWatch());
            wakeAt = plan.wakeAt();
            resting = false;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            resting = true; // answers that come meanwhile bring on no tick
            RuntimeException why = e instanceof RuntimeException itself ? itself : new IllegalStateException(e);
            tell(listener -> listener.failed(why));
        } finally {
            wakeUp = seam.at(wakeAt, this::rested);
        }
    }

    private void rested() {
        resting = false;
        askTick();
    }

    private List<Outcome> takeOutcomes() {
        List<Outcome> taken = List.copyOf(outcomes);
        outcomes.clear();
        return taken;
    }

    private void believe(Observation seen, List<Outcome> news) {
        world = world.next(seen, news);
        tell(listener -> listener.observed(seen, news));
    }

    private void tell(Consumer<Listener> what) {
        for (Listener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.log(System.Logger.Level.ERROR, "a listener failed, and the loop goes on", e);
            }
        }
    }

    /** Ends the loop. Machines are left as they are: their leases run out unless somebody renews them. */
    @Override
    public void close() {
        seam.post(() -> {
            closed = true;
            wakeUp.cancel();
            interpreter.close();
            observers.close();
            housekeeping.close();
        });
    }

    /** Builds an {@link Autoscaler}. */
    public static final class Builder {
        private final Seam seam;
        private final Fleet fleet;
        private final Map<String, Machines> machines = new TreeMap<>();
        private final Map<String, CiServer> servers = new TreeMap<>();
        private final List<Listener> listeners = new ArrayList<>();
        private Policy policy = new EconomicPolicy();
        private Guard guard = new LimitGuard();
        private boolean dryRun;

        private Builder(Seam seam, Fleet fleet) {
            this.seam = seam;
            this.fleet = fleet;
        }

        /** The provider of an account of the fleet. */
        public Builder machines(String account, Machines provider) {
            machines.put(account, provider);
            return this;
        }

        /** A CI server that pools of the fleet name. */
        public Builder server(String name, CiServer server) {
            servers.put(name, server);
            return this;
        }

        /** {@link EconomicPolicy} unless set. */
        public Builder policy(Policy policy) {
            this.policy = policy;
            return this;
        }

        /** {@link LimitGuard} unless set. */
        public Builder guard(Guard guard) {
            this.guard = guard;
            return this;
        }

        public Builder listener(Listener listener) {
            listeners.add(listener);
            return this;
        }

        /** Decides, and carries nothing out. */
        public Builder dryRun(boolean dryRun) {
            this.dryRun = dryRun;
            return this;
        }

        /**
         * Rejects what does not fit together.
         *
         * @throws IllegalArgumentException if an account or a server of the fleet has no counterpart, or an agent is
         *     not what its pool says
         */
        public Autoscaler build() {
            if (!machines.keySet().equals(fleet.accounts().keySet())) {
                throw new IllegalArgumentException("accounts "
                        + fleet.accounts().keySet() + " are configured, and " + machines.keySet() + " are opened");
            }
            fleet.pools().forEach(pool -> AgentCheck.check(pool, servers));
            return new Autoscaler(this);
        }
    }
}
