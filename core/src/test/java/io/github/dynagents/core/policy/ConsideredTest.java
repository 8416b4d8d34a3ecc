package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.World;
import io.github.dynagents.core.world.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a policy has weighed is told to whoever asks. */
final class ConsideredTest {
    private static World withheld() {
        return Worlds.ready()
                .pending("1")
                .buySent("a")
                .notBought("a", Failure.of(Failure.Kind.NO_CAPACITY, "none left"))
                .tick();
    }

    private static List<String> explained(World world) {
        return EconomicPolicy.explained().decide(world).considered().stream()
                .map(one -> one.verdict() + " " + one.pool() + " " + one.what() + ": " + one.reason())
                .toList();
    }

    @Test
    void anOfferingThatMayNotBeBoughtIsToldWithItsReason() {
        assertThat(explained(withheld()))
                .singleElement()
                .asString()
                .startsWith("REJECTED linux buy cloud:small: cloud:small is withheld until ")
                .endsWith(": NO_CAPACITY: none left");
    }

    @Test
    void whatMayBeBoughtIsNotTold() {
        assertThat(explained(Worlds.ready().pending("1").tick())).isEmpty();
    }

    @Test
    void nothingIsToldUnlessSomebodyAsks() {
        assertThat(new EconomicPolicy().decide(withheld()).considered()).isEmpty();
    }

    @Test
    void whatNobodyAsksForIsNotEvenMade() {
        List<String> made = new ArrayList<>();
        Draft draft = new Draft(withheld());
        draft.consider(() -> {
            made.add("it");
            return Considered.chosen("linux", "wait", Reason.of("it pays"));
        });
        assertThat(made).isEmpty();
        assertThat(draft.plan().considered()).isEmpty();
    }

    @Test
    void aFateThatIsThoughtBetterOfIsTold() {
        World world = Worlds.ready().machine("a").agent("a").tick();
        MachineName a = world.seats().firstKey();
        Draft draft = new Draft(world, true);
        draft.decideFate(a, new Decision.Release(a, Reason.of("it is over")));
        draft.decideFate(a, new Decision.Cordon(a, Optional.empty(), Reason.of("it has jobs")));

        assertThat(draft.plan().considered())
                .containsExactly(
                        Considered.rejected("linux", "release " + a, Reason.of("rather cordon, as it has jobs")));
    }
}
