package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.world.Breaker;
import io.github.dynagents.core.world.Withheld;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What people should know: one key, one state of affairs. */
final class Telling {
    private static final Duration URGENT_WHEN_BLIND = Duration.ofMinutes(5);

    private Telling() {}

    static void decide(Draft draft) {
        World world = draft.world();
        tellWhatIsUnknown(draft);
        for (Breaker breaker : world.breakers().open()) {
            breaker.until().ifPresent(draft::wakeAt);
            draft.add(new Decision.Tell(
                    "breaker/" + breaker.kind() + "/" + breaker.reach(),
                    true,
                    Reason.of(breaker.sentence()).with("since", breaker.since())));
        }
        for (Withheld withheld : world.withheld()) {
            if (withheld.isActive(world.now())) {
                draft.wakeAt(withheld.until());
                draft.add(new Decision.Tell(
                        "withheld/" + withheld.offering(),
                        false,
                        Reason.of(withheld.offering() + " is not bought for now: " + withheld.reason())
                                .with("until", withheld.until())
                                .with("times", withheld.times())));
            }
        }
        if (!world.strangers().isEmpty()) {
            String names = world.strangers().stream()
                    .map(m -> m.name().value())
                    .sorted()
                    .collect(Collectors.joining(", "));
            draft.add(new Decision.Tell(
                    "strangers",
                    true,
                    Reason.of("machines of this owner belong to no configured pool and are left alone: " + names)));
        }
        List<MachineName> unbounded = Bound.unbounded(world);
        if (!unbounded.isEmpty()) {
            String names = unbounded.stream().map(MachineName::value).collect(Collectors.joining(", "));
            draft.add(new Decision.Tell(
                    "unbounded",
                    true,
                    Reason.of("only a release ends the bill of these machines, and no reap is configured: " + names)));
        }
    }

    private static boolean isUnseenForLong(World world, String account) {
        return world.seen()
                .cloud(account)
                .blindSince()
                .filter(since -> !world.now().isBefore(since.plus(URGENT_WHEN_BLIND)))
                .isPresent();
    }

    /** What was only just asked for the first time is not worth a word. */
    private static void tellWhatIsUnknown(Draft draft) {
        World world = draft.world();
        world.trust().blindSince().forEach((server, since) -> {
            draft.wakeAt(since.plus(world.fleet().safety().blindFor()));
            if (!world.seen().server(server).isNew()) {
                draft.add(new Decision.Tell(
                        "blind/" + server,
                        !world.now().isBefore(since.plus(URGENT_WHEN_BLIND)),
                        Reason.of("CI server " + server
                                        + " is unknown, so nothing is bought, drained or released for it: "
                                        + world.seen().server(server).why())
                                .with("since", since)));
            }
        });
        world.trust().notBuying().forEach((account, why) -> {
            if (!world.seen().cloud(account).isNew()) {
                draft.add(new Decision.Tell(
                        "unlisted/" + account,
                        isUnseenForLong(world, account),
                        Reason.of("nothing is bought at account " + account + ": " + why)));
            }
        });
    }
}
