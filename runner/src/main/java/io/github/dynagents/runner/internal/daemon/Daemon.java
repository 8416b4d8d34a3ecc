package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.interpret.LiveSeam;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Guard;
import io.github.dynagents.core.policy.LimitGuard;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import io.github.dynagents.runner.internal.alert.Alerts;
import io.github.dynagents.runner.internal.alert.WebhookAlerts;
import io.github.dynagents.runner.internal.pause.PauseWatch;
import io.github.dynagents.runner.internal.recording.RecordingFile;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** The daemon: an autoscaler on real time, from its start to its end. */
public final class Daemon implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.daemon");

    private static final Duration MOST_TO_FINISH = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final LiveSeam seam;
    private final Autoscaler autoscaler;
    private final PauseWatch pauseWatch;
    private final Optional<WebhookAlerts> alerts;
    private final Optional<RecordingFile> recording;
    private final Opened opened;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final boolean once;
    private final Guard limits = new LimitGuard();
    private boolean acted;
    private Instant giveUpAt = Instant.MAX;

    /**
     * Prepares it.
     *
     * @param dryRun decides and does nothing
     * @param once one whole tick, its answers, and then the end
     * @param recording where all that it sees is written, if it is; closed with this
     */
    public Daemon(Opened opened, boolean dryRun, boolean once, Optional<RecordingFile> recording) {
        this.seam = new LiveSeam(e -> LOG.log(Level.ERROR, "an event failed, and the loop goes on", e));
        this.opened = opened;
        this.once = once;
        this.recording = recording;
        this.alerts = dryRun ? Optional.empty() : opened.openAlerts();
        Autoscaler.Builder builder = opened.autoscaler(seam).dryRun(dryRun).guard(this::guard);
        recording.ifPresent(builder::listener); // first of all: what is logged can be explained
        builder.listener(new LoopLog()).listener(new FirstBound());
        alerts.ifPresent(webhook -> builder.listener(new Alerts(seam::now, webhook)));
        this.autoscaler = builder.build();
        recording.ifPresent(file -> file.begin(autoscaler.world(), dryRun));
        this.pauseWatch = new PauseWatch(seam, opened.pauseFile(), autoscaler);
    }

    /** Begins. */
    public void start(Fleet fleet) {
        LOG.log(
                Level.INFO,
                "process " + ProcessHandle.current().pid() + " starts for owner " + fleet.owner() + ", "
                        + fleet.pools().size() + " pool(s), " + fleet.accounts().size() + " account(s)");
        LOG.log(
                Level.INFO,
                Bound.ofLimits(fleet)
                        .map(most ->
                                "whatever happens to this process, its machines cost " + most + " at most from then on")
                        .orElse("what its machines may cost without this process has no bound"));
        pauseWatch.start();
        autoscaler.start();
        opened.examine(seam, Findings::logWrong); // beside the loop: a daemon comes up when its cloud is down
    }

    /** With {@code once}, only the first whole tick lets anything through. */
    private Cut guard(World world, Plan plan) {
        if (!once) {
            return limits.allow(world, plan);
        }
        boolean whole = Sights.isComplete(world.seen())
                && world.trust().notBuying().keySet().stream()
                        .noneMatch(account -> world.seen().cloud(account).isKnown());
        if (acted || !whole) {
            return new Cut(
                    acted ? plan.decisions().stream().filter(Daemon::finishes).toList() : List.of(), List.of());
        }
        acted = true;
        giveUpAt = seam.now().plus(MOST_TO_FINISH);
        seam.at(seam.now().plus(LOOK_EVERY), this::finishWhenAnswered);
        return limits.allow(world, plan);
    }

    /** What was begun may be brought to its end. */
    private static boolean finishes(Decision decision) {
        return decision instanceof Decision.Settle || decision instanceof Decision.Release;
    }

    /** Looks now and then whether all that was sent has been answered. */
    private void finishWhenAnswered() {
        boolean underWay = autoscaler.world().seats().values().stream()
                .anyMatch(seat -> seat instanceof Seat.Intended
                        || (seat instanceof Seat.Listed listed && listed.mark().underWay())
                        || (seat instanceof Seat.Leaving leaving
                                && leaving.answered().isEmpty()));
        if (underWay && seam.now().isBefore(giveUpAt)) {
            seam.at(seam.now().plus(LOOK_EVERY), this::finishWhenAnswered);
        } else {
            finished.countDown();
        }
    }

    /** Waits until it has finished by itself, which only {@code once} does. */
    public void await() throws InterruptedException {
        finished.await();
    }

    /** Ends the loop, and tells what is left running, and until when. */
    public List<String> stop() throws InterruptedException {
        AtomicReference<List<String>> left = new AtomicReference<>(List.of());
        seam.runAndWait(() -> left.set(Farewell.of(autoscaler.world())));
        close();
        return left.get();
    }

    @Override
    public void close() {
        autoscaler.close();
        seam.close();
        alerts.ifPresent(WebhookAlerts::close);
        recording.ifPresent(RecordingFile::close);
        finished.countDown();
    }

    /** Why it must not run, if it must not: what it may cost has no bound, and that was not accepted. */
    public static List<String> unbounded(Opened opened) {
        Fleet fleet = opened.asFleet();
        return fleet.accounts().values().stream()
                .filter(account -> !Bound.isBounded(account.capabilities(), fleet.safety()))
                .map(account -> "account " + account.name()
                        + ": only a release ends the bill of its machines, so the worst case is unbounded; run"
                        + " \"dynagents reap --yes\" regularly (docs/reap.md) and say so by safety.reap-every, or set"
                        + " safety.accept-unbounded: true")
                .toList();
    }
}
