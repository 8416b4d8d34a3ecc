package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.LiveSeam;
import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
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

    private static final int AT_ONCE = 4;

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
        Seam.Lane lane = seam.lane("reap-" + account.name(), AT_ONCE);
        Answer<Listing> listed = ask(lane, account.deadline(), provider::list).join();
        switch (listed) {
            case Answer.Failed<Listing> failed ->
                reaped.add(new Reaped(
                        account.name(), "", String.valueOf(failed.failure().getMessage())));
            case Answer.Value<Listing> listing -> release(lane, account, provider, listing.value());
        }
    }

    private void release(Seam.Lane lane, Account account, Machines provider, Listing listing) {
        List<Machine> going = listing.machines().stream()
                .filter(machine ->
                        all || isOver(machine, listing.asOf(), opened.asFleet().safety()))
                .toList();
        for (int from = 0; from < going.size(); from += AT_ONCE) {
            releaseSome(lane, account, provider, going.subList(from, Math.min(going.size(), from + AT_ONCE)));
        }
    }

    private void releaseSome(Seam.Lane lane, Account account, Machines provider, List<Machine> going) {
        List<CompletableFuture<Answer<Machine>>> answers = going.stream()
                .map(machine -> Reaping.<Machine>ask(lane, account.deadline(), () -> {
                    provider.release(machine);
                    return machine;
                }))
                .toList();
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
        Instant leaseEnds = machine.lease().map(Lease::until).orElse(Instant.MAX);
        boolean byLease = asOf.minus(safety.grace()).isAfter(leaseEnds);
        boolean byLife = asOf.isAfter(machine.created().plus(safety.maxLife()).plus(safety.grace()));
        return switch (machine.state()) {
            case REMNANT -> true;
            case STOPPING -> asOf.isAfter(leaseEnds) || byLife;
            case STARTING, UP -> byLease || byLife;
        };
    }

    private static <T> CompletableFuture<Answer<T>> ask(
            Seam.Lane lane, Duration deadline, io.github.dynagents.core.interpret.Call<T> call) {
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        lane.submit(0, deadline, call, answer::complete);
        return answer;
    }
}
