package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Settled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** One empty backend and the provider that is opened on it, with the calls that tests make, each as core makes it. */
final class Bench implements AutoCloseable {
    static final String ACCOUNT = "main";
    static final String TEMPLATE = "default";
    static final String OWNER = "tck-owner";
    static final String POOL = "tck-pool";

    /** Longer than any test lets pass: nothing ends by itself. */
    private static final Duration TTL = Duration.ofHours(12);

    private static final Duration LIFE = Duration.ofDays(1);
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Secret AGENT_SECRET = new Secret("agent-secret-4c7d1e90b2");

    final MachinesFactory factory;
    final Backend backend;
    final Pace pace;
    final Capabilities grants;
    private final List<Machines> opened = new ArrayList<>();
    private final TreeSet<String> foreign = new TreeSet<>();
    private Optional<Offering> offering = Optional.empty();

    /** Opens the provider on the backend. */
    Bench(Backend backend, Supplier<MachinesFactory> factory) {
        this.backend = backend;
        this.factory = factory.get();
        this.pace = backend.pace();
        this.grants = reopen().capabilities();
    }

    /** The provider, as it was opened last. */
    Machines cloud() {
        return opened.getLast();
    }

    /** Opens it once more, as the next daemon would; the one before stays open until the test ends. */
    Machines reopen() {
        Machines machines = openAs(OWNER);
        opened.add(machines);
        return machines;
    }

    Machines openAs(String owner) {
        return factory.open(
                accountSettings(), templates(templateSettings()), TestContext.of(ACCOUNT, owner, pace::now));
    }

    Settings accountSettings() {
        return Settings.read(factory.accountOptions(), backend.account());
    }

    Settings templateSettings() {
        return Settings.read(factory.templateOptions(), backend.template());
    }

    static SortedMap<String, Settings> templates(Settings template) {
        return new TreeMap<>(Map.of(TEMPLATE, template));
    }

    /** Every secret that is planted here; none may be seen anywhere. */
    List<String> secrets() {
        return Stream.concat(
                        Stream.of(backend.account(), backend.template())
                                .map(Map::values)
                                .flatMap(Collection::stream)
                                .filter(Secret.class::isInstance)
                                .map(value -> ((Secret) value).reveal()),
                        Stream.of(AGENT_SECRET.reveal()))
                .toList();
    }

    /** A call, until its deadline. */
    <T> Answer<T> tries(Call<T> call) {
        return pace.call(backend.deadline(), call);
    }

    /** A call without a result, until its deadline. */
    Answer<String> triesTo(Deed deed) {
        return tries(Deed.call(deed));
    }

    /** A call that must do well. */
    <T> T gets(String what, Call<T> call) {
        return value(what, tries(call));
    }

    /** A call without a result that must do well. */
    void does(String what, Deed deed) {
        gets(what, Deed.call(deed));
    }

    static <T> T value(String what, Answer<T> answer) {
        return switch (answer) {
            case Answer.Value<T> value -> value.value();
            case Answer.Failed<T> failed ->
                throw new AssertionError(what + " failed: " + told(failed.failure()), failed.failure());
        };
    }

    /** A call that must fail. */
    Failure fails(String what, Deed deed) {
        return failure(what, triesTo(deed));
    }

    static <T> Failure failure(String what, Answer<T> answer) {
        return switch (answer) {
            case Answer.Value<T> value -> Assertions.fail(what + " should fail, but did well: " + value.value());
            case Answer.Failed<T> failed -> failed.failure();
        };
    }

    /** A failure as messages of this contract show it. */
    static String told(Failure failure) {
        return failure.kind() + ", effect " + failure.effect() + ": " + failure.getMessage();
    }

    /** Whether it is an exception that nobody made a failure of: core then says that the plugin failed. */
    static boolean escaped(Failure failure) {
        return String.valueOf(failure.getMessage()).startsWith("the plugin failed: ");
    }

    Listing list() {
        return gets("list", cloud()::list);
    }

    /** The names that a list shows, in its order. */
    List<String> listed() {
        return list().machines().stream().map(machine -> machine.name().value()).toList();
    }

    Optional<Machine> listed(MachineName name) {
        return list().machines().stream()
                .filter(machine -> machine.name().equals(name))
                .findFirst();
    }

    /** The machine as a list shows it once the lag is over. */
    Machine shown(MachineName name) {
        pace.pass(grants.listLag());
        return listed(name).orElseThrow(() -> new AssertionError(name + " is not in the list"));
    }

    /** What is bought in this contract: the first that is sold. */
    Offering offering() {
        if (offering.isEmpty()) {
            offering = gets("offerings", cloud()::offerings).stream().findFirst();
        }
        return offering.orElseThrow(() -> new AssertionError("nothing is sold: offerings() is empty"));
    }

    /** A purchase as core freezes it, now. */
    Purchase purchase(String name) {
        Duration ttl = grants.leases() == LeaseChannel.LIVE ? TTL : LIFE;
        return new Purchase(
                new MachineName(name),
                OWNER,
                POOL,
                offering().id(),
                backend.agent().toBuilder()
                        .secrets(Map.of("AGENT_SECRET", AGENT_SECRET))
                        .build(),
                new Lease(pace.now().plus(ttl).truncatedTo(ChronoUnit.SECONDS), ttl, false),
                GRACE,
                LIFE,
                pace.now().plus(backend.deadline()));
    }

    Lease leaseFromNow(boolean draining) {
        return new Lease(pace.now().plus(TTL).truncatedTo(ChronoUnit.SECONDS), TTL, draining);
    }

    Answer<Machine> triesToBuy(Purchase purchase) {
        Machines now = cloud();
        return tries(() -> now.buy(purchase));
    }

    /** What an answer says of a purchase that has made a machine: which one, or that there may be one. */
    void tellsTheTruth(Answer<Machine> answer) {
        switch (answer) {
            case Answer.Value<Machine> bought ->
                Assertions.assertTrue(isBilled(bought.value().nativeId()), "an answer is no machine of the backend");
            case Answer.Failed<Machine> failed ->
                Assertions.assertEquals(
                        Failure.Effect.UNKNOWN,
                        failed.failure().effect(),
                        () -> "there is a machine, but: " + told(failed.failure()));
        }
    }

    Machine buys(Purchase purchase) {
        return value("buy of " + purchase.name(), triesToBuy(purchase));
    }

    Machine buys(String name) {
        return buys(purchase(name));
    }

    /** A machine that a list shows as up. */
    Machine buysUp(String name) {
        MachineName bought = buys(name).name();
        eventually(
                name + " is shown up",
                () -> listed(bought)
                        .filter(machine -> machine.state() == MachineState.UP)
                        .isPresent());
        return listed(bought).orElseThrow();
    }

    void releases(Machine machine) {
        does("release of " + machine.name(), () -> cloud().release(machine));
    }

    /** Releases it, and lets the time pass after which it is gone and no list shows it. */
    void releasesForGood(Machine machine) {
        releases(machine);
        pace.pass(grants.removedWithin().plus(grants.listLag()));
    }

    /** Asks how a purchase ended, as often as it is told to come again. */
    Settled settles(Purchase purchase) {
        for (int i = 0; i < 20; i++) {
            Settled settled = gets("settle of " + purchase.name(), () -> cloud().settle(purchase));
            if (settled.askAgain().isEmpty()) {
                return settled;
            }
            Duration wait = Duration.between(pace.now(), settled.askAgain().get());
            pace.pass(wait.isPositive() ? wait : Duration.ofSeconds(1));
        }
        throw new AssertionError("settle says after 20 times still that it is too early to tell of " + purchase.name());
    }

    String plantsForeign(String name, Optional<String> owner) {
        String id = backend.plantForeign(name, owner);
        foreign.add(id);
        return id;
    }

    boolean isBilled(String nativeId) {
        return backend.billed().stream().anyMatch(machine -> machine.nativeId().equals(nativeId));
    }

    /** How many machines of that name cost money at the backend. */
    long billed(String name) {
        return backend.billed().stream()
                .filter(machine -> machine.name().equals(name))
                .count();
    }

    /** Lets time pass until it is so, for as long as a boot may take. */
    void eventually(String what, BooleanSupplier holds) {
        Duration step = Duration.ofSeconds(5);
        Duration patience = offering().usualBoot().multipliedBy(3).plusMinutes(10);
        for (Duration waited = Duration.ZERO; waited.compareTo(patience) < 0; waited = waited.plus(step)) {
            if (holds.getAsBoolean()) {
                return;
            }
            pace.pass(step);
        }
        Assertions.assertTrue(holds.getAsBoolean(), () -> "not within " + patience + ": " + what);
    }

    /** What ours are billed. */
    List<BackendMachine> ours() {
        return backend.billed().stream()
                .filter(machine -> !foreign.contains(machine.nativeId()))
                .toList();
    }

    /** The end of every test: all is mended, all is released, and nothing of ours costs money any more. */
    void leavesNothing() {
        backend.mend();
        pace.pass(grants.listLag());
        for (int round = 0; round < 3 && !ours().isEmpty(); round++) {
            list().machines().forEach(this::releases);
            pace.pass(grants.removedWithin().plus(grants.listLag()));
        }
        Assertions.assertTrue(
                ours().isEmpty(),
                () -> "at the end, with all that is listed released, these are billed still: " + ours());
    }

    @Override
    public void close() {
        opened.forEach(Machines::close);
        try {
            backend.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These, by what they are called in messages. */
    static <T> String names(Collection<T> what, Function<T, String> name) {
        return what.stream().map(name).sorted().collect(Collectors.joining(", "));
    }
}
