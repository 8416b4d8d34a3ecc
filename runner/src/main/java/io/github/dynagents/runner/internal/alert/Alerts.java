package io.github.dynagents.runner.internal.alert;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Watches the loop for what is urgent: tells of it once when it begins, again after hours while it lasts, and once when
 * it is over.
 */
public final class Alerts implements Autoscaler.Listener {
    private static final Duration AGAIN = Duration.ofHours(4);
    private static final String FAILED_TICK = "failed-tick";

    private final InstantSource clock;
    private final Consumer<Alert> tell;
    private final SortedMap<String, Open> open = new TreeMap<>();

    private record Open(String text, Instant since, Instant told) {}

    /**
     * A watch.
     *
     * @param tell gets each alert, on the loop: it must not block
     */
    public Alerts(InstantSource clock, Consumer<Alert> tell) {
        this.clock = clock;
        this.tell = tell;
    }

    @Override
    public void decided(World world, Plan plan, Cut cut) {
        SortedMap<String, String> urgent = new TreeMap<>();
        for (Decision decision : plan.decisions()) {
            if (decision instanceof Decision.Tell it && it.urgent()) {
                urgent.put(it.key(), Advice.added(it.key(), it.reason().toString()));
            }
        }
        List<String> over = new ArrayList<>(open.keySet());
        over.removeAll(urgent.keySet());
        over.forEach(this::end);
        urgent.forEach(this::begin);
    }

    @Override
    public void failed(RuntimeException why) {
        begin(
                FAILED_TICK,
                "a pass of the loop failed, and while they do, nothing is bought, renewed or released: machines end by"
                        + " themselves; look at the daemon's log, restart it or go back to the version before, and report"
                        + " it: " + why);
    }

    private void begin(String key, String text) {
        Instant now = clock.instant();
        Open before = open.get(key);
        if (before == null || !now.isBefore(before.told().plus(AGAIN))) {
            Instant since = before == null ? now : before.since();
            open.put(key, new Open(text, since, now));
            tell.accept(new Alert(key, text, Alert.State.begun, since, now));
        }
    }

    private void end(String key) {
        Open ended = open.remove(key);
        if (ended != null) {
            tell.accept(new Alert(key, ended.text(), Alert.State.over, ended.since(), clock.instant()));
        }
    }
}
