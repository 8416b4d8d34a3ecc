package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Problem;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Purchases, in the order of steps that cost money: the intent is in the world before its call is made; where agents
 * have secrets of their own, one is made first; then the purchase is frozen to the byte, and sent if it is still time.
 */
final class Buying {
    private final Seam seam;
    private final Fleet fleet;
    private final Lanes lanes;
    private final Consumer<Outcome> answers;
    private final Names names;
    private final SortedMap<MachineName, Purchase> frozen = new TreeMap<>();

    Buying(Seam seam, Fleet fleet, Lanes lanes, Consumer<Outcome> answers) {
        this.seam = seam;
        this.fleet = fleet;
        this.lanes = lanes;
        this.answers = answers;
        this.names = new Names(seam.random());
    }

    Outcome buy(World world, Decision.Buy buy) {
        Pool pool = fleet.pool(buy.pool()).orElseThrow();
        CiServer server = lanes.server(pool.server());
        MachineName name = names.next(pool.name());
        Price price = Optional.ofNullable(world.sold().get(buy.offering()))
                .map(Price::of)
                .orElseThrow();
        Purchase intent = intend(name, buy, server.agentFor(name, pool.name(), Optional.empty()));
        frozen.put(name, intent);
        if (server.capabilities().ownSecrets()) {
            enrolAndSend(intent, pool, server, buy.urgency());
        } else {
            send(intent, buy.urgency());
        }
        return new Outcome.BuySent(intent, price, now());
    }

    private Purchase intend(MachineName name, Decision.Buy buy, AgentSpec agent) {
        Safety safety = fleet.safety();
        Account account = fleet.account(buy.offering().account());
        boolean live = account.capabilities().leases() == LeaseChannel.LIVE;
        Duration ttl = live ? safety.lease() : safety.maxLife(); // where no mark arrives later, it is the whole life
        return new Purchase(
                name,
                fleet.owner(),
                buy.pool(),
                buy.offering(),
                agent,
                new Lease(now().plus(ttl), ttl, false),
                safety.grace(),
                safety.maxLife(),
                now().plus(account.deadline()));
    }

    private void enrolAndSend(Purchase intent, Pool pool, CiServer server, int urgency) {
        MachineName name = intent.name();
        Call<Purchase> enrol = () -> intent.withAgent(server.agentFor(name, pool.name(), server.enrol(name)));
        lanes.callServer(pool.server(), urgency, enrol, answer -> {
            switch (answer) {
                case Answer.Value<Purchase> whole -> {
                    frozen.put(name, whole.value());
                    send(whole.value(), urgency);
                }
                case Answer.Failed<Purchase> failed ->
                    notBought(
                            name,
                            Failure.of(
                                    failed.failure().kind(),
                                    "no secret for its agent: "
                                            + failed.failure().getMessage()));
            }
        });
    }

    private void send(Purchase purchase, int urgency) {
        AtomicBoolean begun = new AtomicBoolean();
        lanes.callCloud(
                purchase.offering().account(),
                urgency,
                machines -> {
                    if (seam.now().isAfter(purchase.sendBefore())) {
                        throw Failure.of(Failure.Kind.UNAVAILABLE, "it was too late to send the purchase");
                    }
                    begun.set(true);
                    return machines.buy(purchase);
                },
                answer -> {
                    switch (answer) {
                        case Answer.Value<Machine> bought ->
                            answers.accept(new Outcome.Bought(purchase.name(), bought.value(), now()));
                        case Answer.Failed<Machine> failed -> {
                            if (begun.get()) {
                                notBought(purchase.name(), failed.failure());
                            } else { // which is our own lane's fault, not the offering's
                                answers.accept(new Outcome.Absent(purchase.name(), now()));
                            }
                        }
                    }
                });
    }

    private void notBought(MachineName name, Failure failure) {
        answers.accept(new Outcome.NotBought(name, Problem.of(failure), now()));
    }

    Optional<Outcome> settle(World world, Decision.Settle settle) {
        MachineName name = settle.name();
        if (!(world.seats().get(name) instanceof Seat.Intended intended)) {
            return Optional.empty();
        }
        Purchase purchase = frozen.getOrDefault(name, intended.purchase());
        lanes.callCloud(intended.account(), settle.urgency(), machines -> machines.settle(purchase), answer -> {
            switch (answer) {
                case Answer.Value<Settled> settled -> answers.accept(ended(name, settled.value()));
                case Answer.Failed<Settled> failed -> notBought(name, failed.failure());
            }
        });
        return Optional.of(new Outcome.SettleSent(name, now()));
    }

    private Outcome ended(MachineName name, Settled settled) {
        return settled.machine()
                .<Outcome>map(machine -> new Outcome.Bought(name, machine, now()))
                .or(() -> settled.askAgain().map(at -> new Outcome.NotSettled(name, at, now())))
                .orElseGet(() -> new Outcome.Absent(name, now()));
    }

    /** A purchase is kept as it was sent until it is known how it ended. */
    void forgetWhatIsSettled(World world) {
        frozen.keySet().removeIf(name -> !(world.seats().get(name) instanceof Seat.Intended));
    }

    private Instant now() {
        return seam.now();
    }
}
