package io.github.dynagents.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows the rules of {@link ArchitectureTest} what they forbid: a rule that cannot fail keeps nothing. */
final class ArchitectureRulesTest {
    private static final String ROOT = "io.github.dynagents.core.specimen";
    private static final JavaClasses SPECIMENS = new ClassFileImporter().importPackages(ROOT);
    private static final String MODEL = ROOT + ".model..";

    @Test
    void aRoomThatLooksAheadIsFound() {
        assertThat(violations(Rules.rooms(ROOT))).contains("LooksAhead").contains("Policeman");
    }

    @Test
    void aForeignLibraryIsFound() {
        assertThat(violations(Rules.onlyJdkAndJspecify(ROOT))).contains("org.slf4j.Logger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Instant.now()",
                "InstantSource",
                "java.lang.Thread",
                "java.io.File",
                "java.lang.System",
                "Math.random()",
                "java.util.Random",
                "System$Logger",
                "parallelStream()",
                "ReentrantLock"
            })
    void impurityIsFound(String what) {
        assertThat(violations(Rules.pure(MODEL))).contains(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.HashMap",
                "java.util.HashSet",
                "java.util.Map.copyOf",
                "java.util.Map.of(",
                "java.util.Set.of(",
                "java.util.Set.copyOf",
                "Collectors.toSet()",
                "Collectors.groupingBy"
            })
    void anOrderThatChangesIsFound(String what) {
        assertThat(violations(Rules.fixedOrder(MODEL))).contains(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Math.exp(", "Math.log(", "Math.pow("})
    void mathThatDependsOnTheMachineIsFound(String what) {
        assertThat(violations(Rules.strictMath(MODEL))).contains(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MoneyUtils", "MoneyHelper", "MoneyManager", "MoneyImpl", "AbstractMoney"})
    void aNameThatSaysNothingIsFound(String what) {
        assertThat(violations(Rules.tellingNames(ROOT))).contains(what);
    }

    @Test
    void aSecondClockIsFound() {
        assertThat(violations(Rules.oneClock(ROOT + ".interpret..")))
                .contains("currentTimeMillis")
                .contains("Instant.now()");
    }

    private static String violations(ArchRule rule) {
        return String.join("\n", rule.evaluate(SPECIMENS).getFailureReport().getDetails());
    }
}
