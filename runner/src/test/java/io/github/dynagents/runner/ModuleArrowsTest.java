package io.github.dynagents.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies between modules point one way; what each may use is written down here, libraries included. */
class ModuleArrowsTest {
    private static final String OURS = "io.github.dynagents.";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.dynagents");

    /** Rejects the classes of a module that use anything but itself, the JDK, jspecify, and these packages. */
    private static void mayUse(String module, String... packages) {
        List<String> allowed = new ArrayList<>(List.of(packages));
        allowed.addAll(List.of(OURS + module + "..", "java..", "javax.crypto..", "org.jspecify.annotations.."));
        classes()
                .that()
                .resideInAPackage(OURS + module + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(ALL);
    }

    @Test
    void coreUsesNothingButTheJdk() {
        mayUse("core");
    }

    @Test
    void theDroneClientUsesCore() {
        mayUse(
                "droneclient",
                OURS + "core..",
                "okhttp3..",
                "okio..",
                "com.squareup.moshi..",
                "com.sun.net.httpserver..",
                "javax.net.ssl..");
    }

    @Test
    void theTestkitUsesCore() {
        mayUse(
                "testkit",
                OURS + "core..",
                "com.squareup.moshi..",
                "de.siegmar.fastcsv..",
                "okio..",
                "org.snakeyaml.engine..",
                "picocli..",
                "org.junit.jupiter.api..",
                "org.opentest4j..",
                "com.sun.net.httpserver..",
                "sun.misc..");
    }

    /** Providers are not in the list: they are found at run time only. */
    @Test
    void theRunnerUsesCoreTheDroneClientAndTheTestkit() {
        mayUse(
                "runner",
                OURS + "core..",
                OURS + "droneclient..",
                OURS + "testkit..",
                "dagger..",
                "javax.inject..",
                "jakarta.inject..",
                "com.sun.net.httpserver..",
                "com.squareup.moshi..",
                "okio..",
                "org.snakeyaml.engine..",
                "picocli..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"droneclient", "runner"})
    void nobodyElseUsesWhatAModuleKeepsToItself(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(OURS + module + "..internal..")
                .allowEmptyShould(false)
                .check(ALL);
    }

    @Test
    void whatIsPublicIsLittleAndMeantToBe() {
        assertThat(publicTypes("droneclient")).containsExactly("DroneAgents", "DroneHistory", "DroneServer", "Webhook");
        assertThat(publicTypes("runner")).containsExactly("ExitCode", "Main", "ReapFunction");
    }

    private static List<String> publicTypes(String module) {
        return ALL.stream()
                .filter(type -> type.getPackageName().equals(OURS + module)
                        || type.getPackageName().startsWith(OURS + module + "."))
                .filter(type -> !type.getPackageName().contains(".internal"))
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .sorted()
                .toList();
    }
}
