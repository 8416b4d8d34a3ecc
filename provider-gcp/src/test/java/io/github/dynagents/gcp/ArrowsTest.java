package io.github.dynagents.gcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.dynagents.gcp");

    @Test
    void ofTheProjectItUsesCoreAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.dynagents.gcp..",
                        "io.github.dynagents.core..",
                        "java..",
                        "javax.net.ssl..",
                        "org.jspecify.annotations..",
                        "com.google.auto.service..",
                        "com.google.api..",
                        "com.google.auth..",
                        "com.google.cloud..",
                        "com.google.container.v1..",
                        "com.google.protobuf..",
                        "com.google.rpc..",
                        "com.google.type..",
                        "io.fabric8..",
                        "io.grpc")
                .check(MODULE);
    }

    @Test
    void onlyTheFactoryIsPublic() {
        assertThat(MODULE.stream()
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(type -> type.getSimpleName()))
                .containsExactlyInAnyOrder("GcpMachinesFactory");
    }
}
