package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.LiveSeam;
import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Safety;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Releases machines of the owner, without the daemon: those whose lease has run out, or all. Account after account; what
 * fails in one stops no other.
 */
public final class Reaping {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.reap");

    private final Opened opened;
    private final boolean all;
    private final List<Reaped> reaped = new ArrayList<>();

    /**
     * What became of one machine, or of a whole account.
     *
     * @param machine its name; empty where the account could not be listed
     * @param problem what went wrong; empty if nothing did
     */
    public record Reaped(String account, String machine, String problem) {
        public boolean isReleased() {
            return problem.isEmpty();
        }
    }

    private Reaping(Opened opened, boolean all) {
        this.opened = opened;
        this.all = all;
    }

    /** Does it. */
    public static List<Reaped> reap(Opened opened, boolean all) throws InterruptedException {
        Reaping reaping = new Reaping(opened, all);
        try (LiveSeam seam = new LiveSeam(e -> LOG.log(Level.ERROR, "an event failed", e))) {
            for (Account account : opened.asFleet().accounts().values()) {
                reaping.reap(seam, account);
            }
        }
        return List.copyOf(reaping.reaped);
    }

    private void reap(LiveSeam seam, Account account) throws InterruptedException {
        Machines provider = opened.machines().get(account.name());
        if (provider == null) {
            return;
        }
        Seam.Lane lane =
                seam.lane("reap-" + account.name(), account.capabilities().parallelBuys());
        Answer<Listing> listed = ask(lane, account.deadline(), provider::list).join();
        switch (listed) {
            case Answer.Failed<Listing> failed ->
                reaped.add(new Reaped(
                        account.name(), "", String.valueOf(failed.failure().getMessage())));
            case Answer.Value<Listing> listing -> release(lane, account, provider, listing.value());
        }
    }

    private void release(Seam.Lane lane, Account account, Machines provider, Listing listing)
            throws InterruptedException {
        List<Machine> going = listing.machines().stream()
                .filter(machine ->
                        all || isOver(machine, listing.asOf(), opened.asFleet().safety()))
                .toList();
        List<CompletableFuture<Answer<Machine>>> answers = new ArrayList<>();
        Duration patience = account.deadline().multipliedBy(going.size() + 1L);
        for (Machine machine : going) {
            answers.add(ask(lane, patience, () -> {
                provider.release(machine);
                return machine;
            }));
        }
        for (int i = 0; i < going.size(); i++) {
            String problem = switch (answers.get(i).join()) {
                case Answer.Value<Machine> released -> "";
                case Answer.Failed<Machine> failed ->
                    String.valueOf(failed.failure().getMessage());
            };
            reaped.add(new Reaped(account.name(), going.get(i).name().value(), problem));
        }
    }

    /** Whether a machine should long have ended by itself, by its cloud's clock. */
    static boolean isOver(Machine machine, Instant asOf, Safety safety) {
        boolean poweredOff = machine.state() == MachineState.REMNANT || machine.state() == MachineState.STOPPING;
        Instant byLease =
                machine.lease().map(lease -> lease.until().plus(safety.grace())).orElse(Instant.MAX);
        Instant byLife = machine.created().plus(safety.maxLife()).plus(safety.grace());
        return poweredOff || asOf.isAfter(byLease) || asOf.isAfter(byLife);
    }

    private static <T> CompletableFuture<Answer<T>> ask(
            Seam.Lane lane, Duration deadline, io.github.dynagents.core.interpret.Call<T> call) {
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        lane.submit(0, deadline, call, answer::complete);
        return answer;
    }
}
