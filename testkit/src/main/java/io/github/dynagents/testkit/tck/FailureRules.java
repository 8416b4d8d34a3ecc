package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.fault.CallKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each call, with each raw fault that the backend can make, says what happened: the right kind, the right effect. */
interface FailureRules extends Rules {
    private Stream<DynamicTest> each(Predicate<FaultTrial> which, Consumer<FaultTrial> holds) {
        return Rules.some(trials(), "no faults").stream()
                .filter(trial -> trial.overstayed().isEmpty())
                .filter(which)
                .map(trial -> dynamicTest(trial.toString(), () -> holds.accept(trial)));
    }

    @TestFactory
    default Stream<DynamicTest> everyFaultBecomesAFailureOfTheRightKind() {
        return each(trial -> true, trial -> {
            FaultTable.Allowed allowed = FaultTable.at(trial.call(), trial.fault());
            trial.failure()
                    .ifPresentOrElse(
                            failure -> assertTrue(
                                    allowed.kinds().contains(failure.kind()) && !Bench.escaped(failure),
                                    () -> "should be " + allowed.kinds() + ", is " + Bench.told(failure)),
                            () -> assertTrue(
                                    allowed.mayDoWell()
                                            || (trial.isTrue() && trial.fault().isAfterEffect() && isBuy(trial)),
                                    () -> "should fail, " + allowed.kinds() + ", and did well"));
        });
    }

    private static boolean isBuy(FaultTrial trial) {
        return trial.call() == CallKind.BUY;
    }

    @TestFactory
    default Stream<DynamicTest> everyFailureTellsWhetherItMayHaveHadItsEffect() {
        return each(trial -> trial.failure().isPresent(), trial -> {
            Failure failure = trial.failure().orElseThrow();
            FaultTable.Allowed allowed = FaultTable.at(trial.call(), trial.fault());
            assertTrue(
                    allowed.effects().contains(failure.effect()),
                    () -> "its effect should be " + allowed.effects() + ": " + Bench.told(failure));
        });
    }

    @TestFactory
    default Stream<DynamicTest> aThrottledCallTellsHowLongToWait() {
        return each(
                trial -> trial.fault() == RawFault.THROTTLED_FOR_SEVEN_SECONDS
                        && trial.failure().isPresent(),
                trial -> assertEquals(
                        Optional.of(Duration.ofSeconds(7)),
                        trial.failure().orElseThrow().retryAfter(),
                        "retryAfter"));
    }

    @TestFactory
    default Stream<DynamicTest> noFailureTellsASecret() {
        return each(trial -> trial.failure().isPresent(), trial -> {
            String all = told(trial.failure().orElseThrow());
            for (String secret : trial.secrets()) {
                assertFalse(all.contains(secret), () -> "a secret is told: " + all.replace(secret, "<HERE>"));
            }
        });
    }

    /** It, its causes, and what was suppressed, as a log would show them. */
    private static String told(Throwable what) {
        StringBuilder all = new StringBuilder(what.toString());
        for (Throwable suppressed : what.getSuppressed()) {
            all.append('\n').append(told(suppressed));
        }
        Throwable cause = what.getCause();
        return cause == null
                ? all.toString()
                : all.append('\n').append(told(cause)).toString();
    }

    @TestFactory
    default Stream<DynamicTest> everyCallEndsByItsDeadline() {
        return Rules.some(trials(), "no faults").stream()
                .map(trial -> dynamicTest(
                        trial.toString(),
                        () -> assertEquals(Optional.empty(), trial.overstayed(), "what overstayed its deadline")));
    }

    @TestFactory
    default Stream<DynamicTest> afterEveryFaultAllWorksAgainAndNothingIsLeft() {
        return each(
                trial -> true,
                trial -> assertEquals(Optional.empty(), trial.afterwards(), "what is wrong once all is mended"));
    }
}
