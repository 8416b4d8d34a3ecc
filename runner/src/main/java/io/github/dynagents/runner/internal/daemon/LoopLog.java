package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Problem;
import io.github.dynagents.core.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Logs what the loop decides and what comes of it: each state of affairs once, and again after an hour. */
public final class LoopLog implements Autoscaler.Listener {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.loop");
    private static final Duration AGAIN = Duration.ofHours(1);

    private final SeatLog seats = new SeatLog(LOG);
    private final Map<String, Told> told = new HashMap<>();

    private record Told(String words, Instant at) {}

    @Override
    public void observed(Observation seen, List<Outcome> outcomes) {
        outcomes.forEach(this::log);
    }

    @Override
    public void decided(World world, Plan plan, Cut cut) {
        seats.update(world);
        Set<String> current = new HashSet<>();
        for (Decision decision : cut.kept()) {
            if (decision instanceof Decision.Tell tell) {
                once(
                        world.now(),
                        tell.key(),
                        tell.reason().words(),
                        tell.reason().toString(),
                        current,
                        Level.WARNING);
            } else if (!(decision instanceof Decision.Renew) && !(decision instanceof Decision.Revoke)) {
                String what = Phrases.of(decision);
                once(world.now(), what, what, what + ": " + decision.reason() + atMost(decision), current, Level.INFO);
            }
        }
        for (Cut.Refused refused : cut.refused()) {
            String what = "limit/" + Phrases.of(refused.decision());
            once(
                    world.now(),
                    what,
                    what,
                    Phrases.of(refused.decision()) + " is refused: " + refused.why(),
                    current,
                    Level.WARNING);
        }
        told.keySet().retainAll(current);
    }

    private static String atMost(Decision decision) {
        return decision instanceof Decision.Buy buy ? "; " + buy.atMost() + " at most if the daemon dies" : "";
    }

    private void once(Instant now, String key, String words, String line, Set<String> current, Level level) {
        current.add(key);
        Told before = told.get(key);
        if (before == null
                || !before.words().equals(words)
                || before.at().plus(AGAIN).isBefore(now)) {
            told.put(key, new Told(words, now));
            LOG.log(level, line);
        }
    }

    private void log(Outcome outcome) {
        switch (outcome) {
            case Outcome.BuySent o ->
                info("ordered " + o.purchase().name() + " as " + o.purchase().offering() + " at "
                        + o.price().perHour() + " an hour");
            case Outcome.Bought o ->
                info("bought " + o.name() + " (" + o.machine().nativeId() + ")");
            case Outcome.NotBought o -> problem("purchase of " + o.name(), o.problem());
            case Outcome.Absent o -> info("the purchase of " + o.name() + " made no machine");
            case Outcome.NotMarked o -> problem("marking " + o.name(), o.problem());
            case Outcome.NotTold o -> problem("telling " + o.name(), o.problem());
            case Outcome.DrainTold o -> info("told " + o.name() + " to drain");
            case Outcome.ReleaseAnswered o -> o.problem().ifPresent(p -> problem("release of " + o.name(), p));
            case Outcome.RestartAnswered o -> {
                Optional<Problem> failed = o.problem();
                failed.ifPresentOrElse(
                        p -> problem("restart of job " + o.job(), p), () -> info("restarted lost job " + o.job()));
            }
            case Outcome.NotSent o -> problem(o.what(), o.problem());
            case Outcome.SettleSent o -> {}
            case Outcome.NotSettled o -> {}
            case Outcome.MarkSent o -> {}
            case Outcome.Marked o -> {}
            case Outcome.DrainSent o -> {}
            case Outcome.UndrainSent o -> {}
            case Outcome.Cordoned o -> {}
            case Outcome.AgentStartSent o -> {}
            case Outcome.ReleaseSent o -> {}
            case Outcome.RestartSent o -> {}
            case Outcome.Revoked o -> {}
        }
    }

    private static void info(String line) {
        LOG.log(Level.INFO, line);
    }

    private static void problem(String what, Problem problem) {
        LOG.log(Level.WARNING, what + " failed: " + problem);
    }

    @Override
    public void failed(RuntimeException why) {
        LOG.log(Level.ERROR, "a tick failed, and the loop goes on; please report it", why);
    }
}
