package io.github.dynagents.runner.internal.reap;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.interpret.LiveSeam;
import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.runner.internal.daemon.OpenedAccounts;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Releases machines of the owner without the daemon. First a {@link #look}, then a {@link #release} of what it showed;
 * what fails in one account, or with one machine, stops no other. Providers list machines of the owner alone, by tag.
 */
public final class Reaping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.reap");

    private static final int AT_ONCE = 4;

    private final LiveSeam seam = new LiveSeam(e -> LOG.log(Level.ERROR, "an event failed", e));
    private final OpenedAccounts accounts;
    private final Over over;
    private final SortedMap<String, Seam.Lane> lanes = new TreeMap<>();

    /** Begins; calls nothing yet. */
    public Reaping(OpenedAccounts accounts, Safety safety) {
        this.accounts = accounts;
        this.over = new Over(safety);
        accounts.all().keySet().forEach(name -> lanes.put(name, seam.lane("reap-" + name, AT_ONCE)));
    }

    /**
     * Lists every account, and tells what is to be released.
     *
     * @param all whether everything is, rather than what is over
     */
    public Seen look(boolean all) {
        SortedMap<String, CompletableFuture<Answer<Listing>>> lists = new TreeMap<>();
        accounts.machines().forEach((account, provider) -> lists.put(account, ask(account, provider::list)));
        int machines = 0;
        List<Due> due = new ArrayList<>();
        List<Unlisted> unlisted = new ArrayList<>();
        for (var list : lists.entrySet()) {
            String account = list.getKey();
            switch (list.getValue().join()) {
                case Answer.Failed<Listing> failed ->
                    unlisted.add(new Unlisted(
                            account, String.valueOf(failed.failure().getMessage())));
                case Answer.Value<Listing> listing -> {
                    machines += listing.value().machines().size();
                    for (Machine machine : listing.value().machines()) {
                        why(machine, listing.value().asOf(), all)
                                .ifPresent(why -> due.add(new Due(account, machine, why)));
                    }
                }
            }
        }
        return new Seen(machines, List.copyOf(due), List.copyOf(unlisted));
    }

    private Optional<String> why(Machine machine, Instant asOf, boolean all) {
        return over.why(machine, asOf).or(() -> all ? Optional.of("all are to go") : Optional.empty());
    }

    /**
     * Releases these; what fails is tried once more when all others have had their turn. A release whose answer was lost
     * can be made again: already gone is success.
     */
    public List<Reaped> release(List<Due> due) {
        List<Reaped> first = releaseEach(due);
        List<Reaped> second = releaseEach(
                first.stream().filter(one -> !one.isReleased()).map(Reaped::due).toList());
        return Stream.concat(first.stream().filter(Reaped::isReleased), second.stream())
                .toList();
    }

    /** A few of an account at a time: a call that waits too long for its turn is never made. */
    private List<Reaped> releaseEach(List<Due> due) {
        List<Reaped> reaped = new ArrayList<>();
        for (String account : accounts.all().keySet()) {
            List<Due> here =
                    due.stream().filter(one -> one.account().equals(account)).toList();
            for (int from = 0; from < here.size(); from += AT_ONCE) {
                reaped.addAll(releaseAtOnce(here.subList(from, Math.min(here.size(), from + AT_ONCE))));
            }
        }
        return List.copyOf(reaped);
    }

    private List<Reaped> releaseAtOnce(List<Due> due) {
        List<CompletableFuture<Answer<Machine>>> answers = due.stream()
                .map(one -> ask(one.account(), () -> {
                    provider(one.account()).release(one.machine());
                    return one.machine();
                }))
                .toList();
        List<Reaped> reaped = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            String problem = switch (answers.get(i).join()) {
                case Answer.Value<Machine> released -> "";
                case Answer.Failed<Machine> failed ->
                    String.valueOf(failed.failure().getMessage());
            };
            reaped.add(new Reaped(due.get(i), problem));
        }
        return reaped;
    }

    private Machines provider(String account) {
        return Objects.requireNonNull(accounts.machines().get(account));
    }

    private <T> CompletableFuture<Answer<T>> ask(String account, Call<T> call) {
        Duration deadline = Objects.requireNonNull(accounts.all().get(account)).deadline();
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        Objects.requireNonNull(lanes.get(account)).submit(0, deadline, call, answer::complete);
        return answer;
    }

    @Override
    public void close() {
        seam.close();
    }
}
