package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.baseline.NamedPolicy;
import io.github.dynagents.testkit.replay.Replay;
import io.github.dynagents.testkit.replay.ReplayResult;
import io.github.dynagents.testkit.replay.ReplaySetting;
import java.time.Instant;

/**
 * One replay.
 *
 * @param sketched whether what happened in it is kept for plots
 */
record Case(
        NamedTrace trace, Setup setup, Selling selling, Money worth, NamedPolicy policy, long seed, boolean sketched) {
    Row run() {
        ReplaySetting setting = setting();
        ReplayResult result = Replay.run(trace.workload(), policy.policy(), policy.in(setting));
        return new Row(
                this,
                result.withoutTimeline(),
                result.timeline()
                        .map(timeline ->
                                Sketch.of(timeline, Sketch.step(trace.workload()), setting.start(), result.end())));
    }

    /** When the trace begins. */
    Instant start() {
        return setting().start();
    }

    /** What it has in common with the replays that it is compared with. */
    String title() {
        return trace.name() + ", billing: " + selling.billing() + ", waiting worth " + worth + " an hour, " + setup;
    }

    private ReplaySetting setting() {
        return ReplaySetting.builder()
                .offerings(selling.offerings())
                .slots(setup.slots())
                .machines(setup.machines())
                .floor(setup.floor())
                .worth(worth)
                .seed(seed)
                .timeline(sketched)
                .build();
    }
}
