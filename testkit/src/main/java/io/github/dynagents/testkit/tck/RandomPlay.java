package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.testkit.tck.Belief.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/** Plays a script on one bench, and compares after every step what is believed with what the backend has. */
final class RandomPlay {
    private final Bench bench;
    private final SortedMap<MachineName, Belief> beliefs = new TreeMap<>();
    private final SortedMap<String, Belief> newest = new TreeMap<>();
    private int life;
    private int names;

    RandomPlay(Bench bench) {
        this.bench = bench;
    }

    /** Plays all of it, and ends with nothing billed; throws {@link AssertionError} at the first difference. */
    void play(List<Step> script) {
        bench.offering();
        plantAnothers();
        for (Step step : script) {
            step.breaks(bench.backend);
            carryOut(step);
            bench.backend.mend();
            compare("after " + step);
        }
        for (Belief belief : beliefs.values()) {
            if (belief.state == State.MAYBE) {
                settled(belief, bench.settles(belief.purchase));
            }
        }
        compare("once all is settled");
        bench.leavesNothing();
    }

    /** Where the backend can: what is not ours looks much like it. */
    private void plantAnothers() {
        try {
            bench.plantsForeign("web-2", Optional.of(Bench.OWNER + "-2"));
        } catch (TestAbortedException e) {
            // then there is none
        }
    }

    private void carryOut(Step step) {
        Optional<Belief> known = Optional.ofNullable(newest.get(step.name()));
        boolean healthy = step.fault().isEmpty();
        switch (step.act()) {
            case BUY -> buy(step.name(), known.filter(belief -> !belief.isOver()), healthy);
            case SETTLE -> known.ifPresent(belief -> settle(belief, healthy));
            case LIST -> list(healthy);
            case RENEW -> mark(false, healthy);
            case DRAIN -> mark(true, healthy);
            case START_AGENT -> known.flatMap(belief -> belief.machine).ifPresent(this::startAgent);
            case STOP_AGENT -> known.ifPresent(this::stopAgent);
            case RELEASE -> known.ifPresent(belief -> release(belief, healthy));
            case TIDY -> tidy(healthy);
            case REOPEN -> {
                bench.reopen();
                life++;
            }
            case WAIT -> bench.pace.pass(step.time());
            case VANISH -> known.filter(belief -> belief.state == State.THERE).ifPresent(this::vanish);
        }
    }

    private void buy(String name, Optional<Belief> again, boolean healthy) {
        if (bench.grants.once() == Once.LOOK_FIRST
                && again.filter(belief -> belief.life != life).isPresent()) {
            return; // which is why core never sends a name again
        }
        Belief belief = again.orElseGet(() -> {
            Purchase fresh = bench.purchase(newest.containsKey(name) ? name + "-n" + ++names : name);
            Belief made = new Belief(fresh, life);
            beliefs.put(fresh.name(), made);
            newest.put(name, made);
            return made;
        });
        boolean inTime = bench.pace.now().isBefore(belief.purchase.sendBefore());
        switch (bench.triesToBuy(belief.purchase)) {
            case Answer.Value<Machine> bought -> belief.told(bought.value(), bench.pace.now());
            case Answer.Failed<Machine> failed -> {
                if (healthy && inTime && (again.isEmpty() || bench.grants.once() != Once.LOOK_FIRST)) {
                    throw wrong("buy of " + belief, failed.failure());
                }
                if (failed.failure().effect() == Failure.Effect.UNKNOWN) {
                    belief.mayBe();
                }
            }
        }
    }

    private void settle(Belief belief, boolean healthy) {
        switch (bench.tries(() -> bench.cloud().settle(belief.purchase))) {
            case Answer.Value<Settled> settled -> settled(belief, settled.value());
            case Answer.Failed<Settled> failed -> require(healthy, "settle of " + belief, failed.failure());
        }
    }

    private void settled(Belief belief, Settled settled) {
        if (settled.machine().isPresent()) {
            Assertions.assertNotEquals(State.NONE, belief.state, () -> "found, but " + belief);
            belief.told(settled.machine().get(), bench.pace.now());
        } else if (settled.askAgain().isEmpty() && belief.state != State.GOING) {
            Assertions.assertNotEquals(State.THERE, belief.state, () -> "settled as absent, but " + belief);
            belief.state = State.NONE;
        }
    }

    private void list(boolean healthy) {
        Instant asked = bench.pace.now();
        switch (bench.tries(bench.cloud()::list)) {
            case Answer.Failed<Listing> failed -> require(healthy, "list", failed.failure());
            case Answer.Value<Listing> listing -> {
                SortedMap<MachineName, Machine> shown = new TreeMap<>(listing.value().machines().stream()
                        .collect(Collectors.toMap(Machine::name, machine -> machine)));
                beliefs.values()
                        .forEach(belief ->
                                compare(belief, Optional.ofNullable(shown.get(belief.purchase.name())), asked));
                shown.keySet().removeAll(beliefs.keySet());
                Assertions.assertEquals(Map.of(), shown, "machines in the list that nobody bought");
            }
        }
    }

    private void compare(Belief belief, Optional<Machine> shown, Instant asked) {
        Assertions.assertFalse(
                shown.isEmpty() && belief.mustBeListed(asked, bench.grants.listLag()),
                () -> "not listed, but " + belief);
        Assertions.assertFalse(
                shown.isPresent() && belief.mustNotBeListed(asked, bench.grants.listLag()),
                () -> "listed, but " + belief);
        if (bench.grants.leases() == LeaseChannel.LIVE
                && shown.isPresent()
                && belief.state == State.THERE
                && belief.mark.isPresent()
                && !belief.markedAt.plus(bench.grants.listLag()).isAfter(asked)) {
            Assertions.assertEquals(
                    belief.mark, shown.get().lease().map(Lease::mark), () -> "the mark in the list of " + belief);
        }
    }

    /** Marks all that was ever told of. */
    private void mark(boolean draining, boolean healthy) {
        SortedMap<MachineName, Lease> leases = new TreeMap<>();
        Lease lease = bench.leaseFromNow(draining);
        beliefs.values().stream()
                .filter(belief -> belief.machine.isPresent())
                .forEach(belief -> leases.put(belief.purchase.name(), lease));
        if (bench.grants.leases() != LeaseChannel.LIVE || leases.isEmpty()) {
            return;
        }
        Instant asked = bench.pace.now();
        Answer<SortedMap<MachineName, Failure>> answer =
                bench.tries(() -> bench.cloud().mark(leases));
        for (MachineName name : leases.keySet()) {
            Belief belief = Optional.ofNullable(beliefs.get(name)).orElseThrow();
            Optional<Failure> failure = switch (answer) {
                case Answer.Value<SortedMap<MachineName, Failure>> each ->
                    Optional.ofNullable(each.value().get(name));
                case Answer.Failed<SortedMap<MachineName, Failure>> all -> Optional.of(all.failure());
            };
            boolean mustBeSeen = belief.mustBeListed(asked, bench.grants.listLag());
            failure.ifPresent(what -> require(healthy && mustBeSeen, "mark of " + belief, what));
            Assertions.assertFalse(
                    failure.isEmpty() && belief.mustNotBeListed(asked, bench.grants.listLag()),
                    () -> "marked, but " + belief);
            belief.mark = failure.isEmpty() ? Optional.of(lease.mark()) : Optional.empty();
            belief.markedAt = bench.pace.now();
        }
    }

    private void startAgent(Machine machine) {
        if (bench.grants.can(Capability.START_AGENT)) {
            bench.triesTo( // it may not be up
                    () -> bench.cloud()
                            .startAgent(machine, bench.purchase("any").agent()));
        }
    }

    /** An agent that cannot be started again may take its machine along. */
    private void stopAgent(Belief belief) {
        if (belief.machine.isEmpty() || !bench.grants.can(Capability.STOP_AGENT)) {
            return;
        }
        Answer<String> answer = bench.triesTo(() -> bench.cloud().stopAgent(belief.machine.get()));
        boolean mayHaveStopped = switch (answer) {
            case Answer.Value<String> done -> true;
            case Answer.Failed<String> failed -> failed.failure().effect() == Failure.Effect.UNKNOWN;
        };
        if (mayHaveStopped && !bench.grants.can(Capability.RESTART_AGENT)) {
            belief.mayBeReleased();
        }
    }

    private void release(Belief belief, boolean healthy) {
        if (belief.machine.isEmpty()) {
            return;
        }
        switch (bench.triesTo(() -> bench.cloud().release(belief.machine.get()))) {
            case Answer.Value<String> done -> belief.released(bench.pace.now().plus(bench.grants.removedWithin()));
            case Answer.Failed<String> failed -> {
                require(healthy, "release of " + belief, failed.failure());
                if (failed.failure().effect() == Failure.Effect.UNKNOWN) {
                    belief.mayBeReleased();
                }
            }
        }
    }

    private void tidy(boolean healthy) {
        TreeSet<MachineName> alive = new TreeSet<>();
        beliefs.values().stream()
                .filter(belief -> belief.state != State.NONE)
                .forEach(belief -> alive.add(belief.purchase.name()));
        if (bench.triesTo(() -> bench.cloud().tidy(alive)) instanceof Answer.Failed<String> failed) {
            require(healthy, "tidy", failed.failure());
        }
    }

    private void vanish(Belief belief) {
        try {
            bench.backend.vanish(belief.machine.orElseThrow().nativeId());
            belief.released(bench.pace.now());
        } catch (TestAbortedException e) {
            // then machines of this backend never do
        }
    }

    private void compare(String when) {
        for (Belief belief : beliefs.values()) {
            String name = belief.purchase.name().value();
            long billed = bench.billed(name);
            Assertions.assertTrue(
                    belief.allows(billed, bench.pace.now()), () -> when + ": " + billed + " billed, but " + belief);
            Assertions.assertTrue(bench.backend.made(name) <= 1, () -> when + ": made twice: " + name);
        }
    }

    private static void require(boolean shouldDoWell, String what, Failure failure) {
        if (shouldDoWell) {
            throw wrong(what, failure);
        }
    }

    private static AssertionError wrong(String what, Failure failure) {
        return new AssertionError(what + " failed, with nothing wrong at the backend: " + Bench.told(failure), failure);
    }
}
