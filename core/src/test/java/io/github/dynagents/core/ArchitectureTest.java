package io.github.dynagents.core;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between core's rooms, and what makes the pure ones pure. That each rule can fail: {@link ArchitectureRulesTest}. */
final class ArchitectureTest {
    private static final String ROOT = "io.github.dynagents.core";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyRoomDependsOnlyOnThoseBeforeIt() {
        Rules.rooms(ROOT).check(CORE);
    }

    @Test
    void coreDependsOnNothingButTheJdkAndJspecify() {
        Rules.onlyJdkAndJspecify(ROOT).check(CORE);
    }

    @Test
    void modelWorldAndPolicyTouchNoClockThreadIoLoggerOrRandomness() {
        Rules.pure(pureRooms()).check(CORE);
    }

    @Test
    void modelWorldAndPolicyKeepOneOrderOfIteration() {
        Rules.fixedOrder(pureRooms()).check(CORE);
    }

    @Test
    void modelWorldAndPolicyCalculateAlikeOnEveryMachine() {
        Rules.strictMath(pureRooms()).check(CORE);
    }

    @Test
    void noNameSaysNothing() {
        Rules.tellingNames(ROOT).check(CORE);
    }

    @Test
    void onlyTheSteadyClockAndTheLiveSeamLookAtTheWall() {
        Rules.oneClock(ROOT + ".interpret..").check(CORE);
    }

    private static String[] pureRooms() {
        return new String[] {ROOT + ".model..", ROOT + ".world..", ROOT + ".policy.."};
    }
}
