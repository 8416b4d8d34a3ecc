package io.github.dynagents.testkit.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Any interleaving of calls and faults agrees with a small model, and ends with nothing billed. */
interface RandomRules extends Rules {
    String SEED = "dynagents.seed";
    int STEPS = 40;

    /** How many scripts are played. */
    int scripts();

    @Test
    default void anyInterleavingOfCallsAndFaultsAgreesWithTheModel() {
        Optional<Long> only = Optional.ofNullable(System.getProperty(SEED)).map(Long::valueOf);
        only.map(LongStream::of)
                .orElseGet(() -> LongStream.rangeClosed(1, scripts()))
                .forEach(this::playSeed);
    }

    private void playSeed(long seed) {
        List<Step> script = Step.script(new SplittableRandom(seed), STEPS, bench().backend);
        if (play(script).isPresent()) {
            List<Step> shortest = shrunk(script);
            AssertionError wrong =
                    play(shortest).orElseGet(() -> new AssertionError("it goes wrong in one run and not in the next"));
            throw new AssertionError(
                    "seed " + seed + " (again: -D" + SEED + "=" + seed + "): " + wrong.getMessage() + "\n"
                            + IntStream.range(0, shortest.size())
                                    .mapToObj(i -> "  " + (i + 1) + ". " + shortest.get(i))
                                    .collect(Collectors.joining("\n")),
                    wrong);
        }
    }

    private Optional<AssertionError> play(List<Step> script) {
        try (Bench fresh = newBench()) {
            new RandomPlay(fresh).play(script);
            return Optional.empty();
        } catch (AssertionError wrong) {
            return Optional.of(wrong);
        }
    }

    /** Leaves out what it can, large parts first, as long as it still goes wrong. */
    private List<Step> shrunk(List<Step> script) {
        List<Step> shortest = script;
        for (int part = script.size() / 2; part > 0; part /= 2) {
            for (int from = 0; from < shortest.size(); ) {
                List<Step> without = new ArrayList<>(shortest.subList(0, from));
                without.addAll(shortest.subList(Math.min(from + part, shortest.size()), shortest.size()));
                if (play(without).isPresent()) {
                    shortest = without;
                } else {
                    from += part;
                }
            }
        }
        return shortest;
    }
}
