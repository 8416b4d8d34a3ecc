package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One machine as it really is, from its birth to the end of its bill. */
final class Host {
    private final FakeCloud cloud;
    private final FakeAccount account;
    private final VirtualTime time;
    private final Purchase purchase;
    private final FakeOffering offering;
    private final FakeOffering.Fate fate;
    private final String nativeId;
    private final Instant created;
    private final HostAgent agent;
    private final Watchdog watchdog;
    private MachineState state = MachineState.STARTING;
    private Lease tag;
    private Instant tagReaches;
    private boolean leaving;
    private boolean off;
    private boolean deleted;
    private Optional<Instant> interruptedAt = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private Instant goneAt = Instant.MAX;
    private Seam.Timer going = () -> {};
    private @Nullable Machine shown;

    Host(FakeCloud cloud, FakeAccount account, Purchase purchase, FakeOffering offering, String nativeId) {
        this.cloud = cloud;
        this.account = account;
        this.time = cloud.time();
        this.purchase = purchase;
        this.offering = offering;
        this.fate = offering.drawFate(cloud.random());
        this.nativeId = nativeId;
        this.created = time.now();
        this.tag = purchase.lease();
        this.tagReaches = created;
        this.agent = new HostAgent(this);
        this.watchdog = new Watchdog(this);
    }

    void beBorn() {
        account.places().ask(this);
        fate.life().ifPresent(life -> {
            time.at(created.plus(life).minus(fate.notice()), () -> announce(created.plus(life)));
            time.at(created.plus(life), this::interrupt);
        });
    }

    /** It is its turn to come up. */
    void boot() {
        switch (fate.birth()) {
            case GOOD, AGENT_NEVER_CONNECTS, SCRIPT_NEVER_RUNS -> time.after(fate.boot(), this::comeUp);
            case ENDS_IN_ERROR -> time.after(fate.boot(), this::fail);
            case NEVER_UP -> {}
        }
    }

    /** The cloud says that it will take the machine back. */
    void announce(Instant when) {
        if (ended.isEmpty()) {
            time.note(() -> name() + " will be interrupted at " + when);
            interruptedAt = Optional.of(when);
            changed();
        }
    }

    /** The cloud takes the machine back. */
    void interrupt() {
        if (ended.isEmpty()) {
            time.note(() -> name() + " is interrupted");
            cloud.took(interruptedAt.isPresent() ? FaultKind.PREEMPTED : FaultKind.PREEMPTED_UNANNOUNCED);
            leave(Duration.ZERO);
        }
    }

    /** Sets the tag; a live one reaches the machine later, never out of order. */
    void mark(Lease lease) {
        tag = lease;
        changed();
        if (cloud.capabilities().leases() == LeaseChannel.LIVE) {
            Instant arrives = time.now()
                    .plus(cloud.drawUpTo(cloud.capabilities().markReaches()))
                    .plus(cloud.drawPoll());
            tagReaches = arrives.isAfter(tagReaches) ? arrives : tagReaches;
            time.at(tagReaches, () -> {
                if (!leaving && !off && !watchdog.seen().mark().equals(lease.mark())) {
                    watchdog.sees(lease);
                }
            });
        }
    }

    /** The machine powers itself off. */
    void powerOff(String why) {
        if (leaving || off) {
            return;
        }
        time.note(() -> name() + " powers off: " + why);
        watchdog.stop();
        agent.vanish();
        off = true;
        account.places().leave(this);
        boolean endsItself = cloud.capabilities().end() != End.ONLY_RELEASE;
        state = endsItself ? MachineState.STOPPING : MachineState.REMNANT;
        changed();
        if (endsItself) {
            leave(cloud.drawUpTo(cloud.capabilities().removedWithin()));
        }
    }

    /** Its agent is told to stop; where the machine goes with it, after its grace at the latest. */
    void stopAgent() {
        if (cloud.goesWithItsAgent() && !deleted) {
            deleted = true;
            time.after(purchase.grace(), () -> leave(Duration.ZERO));
        }
        agent.terminate();
        if (!agent.runs()) {
            agentEnded();
        }
    }

    void agentEnded() {
        if (deleted) {
            leave(Duration.ZERO);
        } else {
            watchdog.agentEnded();
        }
    }

    /** A daemon's call is about to take it from the jobs that it has. */
    void tellTaken(String call) {
        cloud.watcher().taken(item(), call, agent.jobs());
    }

    /** Somebody stops paying for it. */
    void release() {
        if (ended.isEmpty()) {
            time.note(() -> name() + " is released");
            leave(cloud.drawUpTo(cloud.capabilities().removedWithin()));
        }
    }

    private void comeUp() {
        if (leaving || off) {
            return;
        }
        state = MachineState.UP;
        time.note(() -> name() + " is up");
        changed();
        if (fate.birth() != Birth.SCRIPT_NEVER_RUNS) {
            watchdog.start();
        }
    }

    private void fail() {
        if (!leaving && !off) {
            time.note(() -> name() + " has failed");
            off = true;
            state = MachineState.REMNANT;
            changed();
        }
    }

    private void leave(Duration within) {
        if (!leaving) {
            leaving = true;
            state = MachineState.STOPPING;
            watchdog.stop();
            agent.vanish();
            account.places().leave(this);
        }
        Instant gone = time.now().plus(within);
        if (gone.isBefore(goneAt)) {
            goneAt = gone;
            going.cancel();
            going = time.at(gone, this::end);
        }
    }

    private void end() {
        time.note(() -> name() + " is gone");
        ended = Optional.of(time.now());
        account.ended(this);
    }

    /** Its cloud shows it in that state. */
    void force(MachineState shownAs) {
        state = shownAs;
        changed();
    }

    void changed() {
        shown = null;
    }

    Machine shown() {
        Machine now = shown;
        if (now == null) {
            now = describe();
            shown = now;
        }
        return now;
    }

    private Machine describe() {
        Machine.Builder machine = Machine.builder(name(), nativeId, created)
                .pool(purchase.pool())
                .offering(purchase.offering())
                .state(state)
                .agent(cloud.capabilities().can(Capability.SHOWS_AGENT) ? agent.state() : AgentState.NOT_SHOWN)
                .lease(tag);
        if (interruptedAt.isPresent() && cloud.capabilities().can(Capability.SHOWS_INTERRUPTION)) {
            machine.interruptedAt(interruptedAt.get());
        }
        return machine.build();
    }

    Invoice.Item item() {
        return new Invoice.Item(
                account.name(),
                purchase.owner(),
                purchase.pool(),
                name(),
                nativeId,
                offering.id(),
                fate.perHour(),
                fate.terms(),
                created,
                ended);
    }

    boolean isUp() {
        return state == MachineState.UP;
    }

    boolean isOn() {
        return !off && !leaving;
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean hasEnded() {
        return ended.isPresent();
    }

    FakeCloud cloud() {
        return cloud;
    }

    FakeOffering offering() {
        return offering;
    }

    FakeOffering.Fate fate() {
        return fate;
    }

    Purchase purchase() {
        return purchase;
    }

    MachineName name() {
        return purchase.name();
    }

    String nativeId() {
        return nativeId;
    }

    Instant created() {
        return created;
    }

    HostAgent agent() {
        return agent;
    }

    Watchdog watchdog() {
        return watchdog;
    }
}
