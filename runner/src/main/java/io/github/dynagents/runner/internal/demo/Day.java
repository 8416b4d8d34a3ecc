package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.core.world.World;
import io.github.dynagents.runner.internal.recording.RecordingFile;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.cloud.Invoice;
import io.github.dynagents.testkit.sim.Simulation;
import io.github.dynagents.testkit.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The day itself, on virtual time: one pool, which may buy machines by the hour, two at most, and others by the second.
 */
final class Day implements AutoCloseable {
    static final int MORNING = 7;
    static final Instant START = Instant.parse("2026-01-05T07:00:00Z");

    /** The working day: when people push. */
    static final Duration LENGTH = Duration.ofHours(12);

    static final Duration UNTIL_KILL = LENGTH.dividedBy(3);
    static final Duration OUTAGE = Duration.ofMinutes(25);
    static final Money HOURLY_PRICE = Money.dollars("0.12");
    static final BillingTerms HOURLY_TERMS = BillingTerms.HOURLY;
    static final Money SECOND_PRICE = Money.dollars("0.20");
    static final int HOURLY_MOST = 2;
    static final int MOST = 8;

    private static final Duration SAMPLE = Duration.ofMinutes(1);
    private static final Duration LATEST = Duration.ofDays(2);

    private final Simulation simulation;
    private final FakeCloud hourly;
    private final FakeCloud bySecond;
    private final FakeCiServer ci;
    private final Workload workload;
    private final Journal journal;
    private final History history = new History();
    private final Outage outage;
    private final Optional<Path> record;
    private Optional<RecordingFile> recording = Optional.empty();
    private Optional<Autoscaler> daemon = Optional.empty();
    private Instant nextSample = START;

    Day(long seed, Consumer<Journal.Entry> reader) {
        this(seed, reader, Optional.empty());
    }

    /** @param record where each daemon of the day writes its recording, if it does, as {@code run --record} would */
    Day(long seed, Consumer<Journal.Entry> reader, Optional<Path> record) {
        this.record = record;
        simulation = new Simulation(seed, START);
        hourly = FakeClouds.ec2(simulation.time())
                .sells(FakeOffering.of("hourly", HOURLY_PRICE).terms(HOURLY_TERMS));
        bySecond = FakeClouds.ec2(simulation.time()).sells(FakeOffering.of("second", SECOND_PRICE));
        ci = FakeCiServer.drone(simulation.time(), "drone").serves(AgentProfile.of("ci", 1));
        ci.finishedPerAnswer(Integer.MAX_VALUE);
        journal = new Journal(simulation.time(), reader);
        simulation
                .account("rent", hourly, HOURLY_MOST)
                .account("cloud", bySecond)
                .server(ci)
                .pool(Pool.builder("ci", "drone", List.of(Supply.parse("rent"), Supply.parse("cloud")))
                        .machines(MOST)
                        .build())
                .listener(journal);
        workload = Team.day(seed);
        workload.submitTo(ci, simulation.time());
        outage = new Outage(this, journal);
        startDaemon();
        simulation.time().at(START.plus(UNTIL_KILL), outage::begin);
        simulation.time().at(START.plus(UNTIL_KILL).plus(OUTAGE), outage::end);
    }

    void startDaemon() {
        recording = record.map(this::beginRecording);
        daemon = Optional.of(simulation.startDaemon());
    }

    void killDaemon() {
        simulation.killDaemon();
        daemon = Optional.empty();
        recording.ifPresent(RecordingFile::close);
    }

    private RecordingFile beginRecording(Path path) {
        try {
            RecordingFile file = RecordingFile.create(path, Long.MAX_VALUE, "of the demo");
            file.begin(World.start(simulation.fleet(), now()), false);
            simulation.listener(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        recording.ifPresent(RecordingFile::close);
    }

    boolean daemonRuns() {
        return daemon.isPresent();
    }

    /** Lets so much time pass, or what is left until it is over. */
    void pass(Duration time) {
        Instant end = now().plus(time);
        while (!isOver() && now().isBefore(end)) {
            Instant next = nextSample.isBefore(end) ? nextSample : end;
            simulation.time().runUntil(next);
            if (next.equals(nextSample)) {
                sample();
            }
        }
    }

    private void sample() {
        List<Machine> alive = machines();
        Map<MachineName, Job> work = work();
        history.add(queue().size(), alive.size(), work.keySet());
        outage.look();
        nextSample = nextSample.plus(SAMPLE);
        if (now().isAfter(START.plus(LATEST))) {
            throw new IllegalStateException("the day does not end; at " + now() + " " + alive.size()
                    + " machines live and " + queue().size() + " jobs are left");
        }
    }

    /** People have gone home, no job is left, and no machine. */
    boolean isOver() {
        return now().isAfter(START.plus(LENGTH)) && machines().isEmpty() && queue().isEmpty();
    }

    Instant now() {
        return simulation.time().now();
    }

    Duration passed() {
        return Duration.between(START, now());
    }

    /** All that is billed now, by age. */
    List<Machine> machines() {
        return Stream.concat(hourly.machines().stream(), bySecond.machines().stream())
                .sorted(Comparator.comparing(Machine::created).thenComparing(Machine::name))
                .toList();
    }

    boolean isHourly(Machine machine) {
        return machine.offering().filter(id -> id.account().equals("rent")).isPresent();
    }

    /** Unfinished jobs. */
    List<Job> queue() {
        try {
            return ci.queue().jobs();
        } catch (Failure e) {
            throw new IllegalStateException(e);
        }
    }

    /** The jobs that machines have. */
    Map<MachineName, Job> work() {
        Map<MachineName, Job> work = new TreeMap<>();
        for (Job job : queue()) {
            job.agent().ifPresent(agent -> work.put(new MachineName(agent), job));
        }
        return work;
    }

    List<FinishedJob> finished() {
        try {
            return ci.finishedSince(Optional.empty()).jobs();
        } catch (Failure e) {
            throw new IllegalStateException(e);
        }
    }

    /** What both clouds' own invoices say. */
    List<Invoice.Item> bill() {
        List<Invoice.Item> items = new ArrayList<>(hourly.invoice().items());
        items.addAll(bySecond.invoice().items());
        return items;
    }

    Money spent() {
        return hourly.spent().plus(bySecond.spent());
    }

    /** What the daemon could cost from now on if it died now; empty while it is dead. */
    Optional<Bound> bound() {
        return daemon.map(Autoscaler::world).map(Bound::of);
    }

    Workload workload() {
        return workload;
    }

    Journal journal() {
        return journal;
    }

    History history() {
        return history;
    }

    Outage outage() {
        return outage;
    }
}
