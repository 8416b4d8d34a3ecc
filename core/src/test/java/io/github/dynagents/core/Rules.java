package io.github.dynagents.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@link ArchitectureTest} holds core to, for any root package. */
final class Rules {
    private Rules() {}

    static ArchRule rooms(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .withOptionalLayers(true)
                .layer("model")
                .definedBy(root + ".model..")
                .layer("spi")
                .definedBy(root + ".spi..")
                .layer("world")
                .definedBy(root + ".world..")
                .layer("policy")
                .definedBy(root + ".policy..")
                .layer("interpret")
                .definedBy(root + ".interpret..")
                .layer("boot")
                .definedBy(root + ".boot..")
                .layer("root")
                .definedBy(root)
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .whereLayer("spi")
                .mayOnlyAccessLayers("model")
                .whereLayer("world")
                .mayOnlyAccessLayers("model", "spi")
                .whereLayer("policy")
                .mayOnlyAccessLayers("model", "spi", "world")
                .whereLayer("interpret")
                .mayOnlyAccessLayers("model", "spi", "world", "policy")
                .whereLayer("boot")
                .mayOnlyAccessLayers("model", "spi", "world", "policy", "interpret");
    }

    static ArchRule onlyJdkAndJspecify(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(root + "..", "java..", "javax.crypto..", "org.jspecify.."));
    }

    static ArchRule pure(String... rooms) {
        DescribedPredicate<JavaClass> impure = resideInAnyPackage(
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.util.concurrent..",
                        "java.util.random..",
                        "java.util.logging..",
                        "java.security..",
                        "javax..")
                .or(type(Clock.class))
                .or(type(InstantSource.class))
                .or(assignableTo(Thread.class))
                .or(type(System.class))
                .or(type(System.Logger.class))
                .or(assignableTo(java.util.random.RandomGenerator.class))
                .or(type(java.util.UUID.class))
                .or(type(java.util.Timer.class))
                .as("a clock, thread, I/O, logger or randomness");
        return noClasses()
                .that()
                .resideInAnyPackage(rooms)
                .should()
                .dependOnClassesThat(impure)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .accessTargetWhere(of(java.time.LocalDateTime.class, "now"))
                .orShould()
                .accessTargetWhere(of(java.time.ZonedDateTime.class, "now"))
                .orShould()
                .accessTargetWhere(of(Object.class, "wait|notify|notifyAll"))
                .orShould()
                .accessTargetWhere(of(Collection.class, "parallelStream"));
    }

    static ArchRule fixedOrder(String... rooms) {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms)
                .should()
                .dependOnClassesThat(type(java.util.HashMap.class)
                        .or(type(java.util.HashSet.class))
                        .or(type(java.util.IdentityHashMap.class))
                        .or(type(java.util.WeakHashMap.class)))
                .orShould()
                .accessTargetWhere(of(Map.class, "copyOf|of|ofEntries"))
                .orShould()
                .accessTargetWhere(of(Set.class, "copyOf|of"))
                .orShould()
                .accessTargetWhere(of(
                        Collectors.class,
                        "toSet|toUnmodifiableSet|toMap|toUnmodifiableMap|groupingBy|groupingByConcurrent"))
                .orShould()
                .accessTargetWhere(of(System.class, "identityHashCode"));
    }

    static ArchRule strictMath(String... rooms) {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms)
                .should()
                .accessTargetWhere(of(Math.class, "exp|expm1|log|log10|log1p|pow|sqrt|cbrt|sin|cos|tan"));
    }

    static ArchRule tellingNames(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract");
    }

    static ArchRule oneClock(String room) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .and()
                .doNotHaveSimpleName("SteadyClock")
                .and()
                .doNotHaveSimpleName("LiveSeam")
                .should()
                .accessTargetWhere(of(System.class, "currentTimeMillis|nanoTime"))
                .orShould()
                .accessTargetWhere(of(Instant.class, "now"))
                .orShould()
                .dependOnClassesThat(type(Clock.class).or(type(InstantSource.class)));
    }

    /** Calls of, and references to, methods of that class. */
    private static DescribedPredicate<JavaAccess<?>> of(Class<?> type, String methods) {
        DescribedPredicate<HasName> named = methods.contains("|") ? nameMatching(methods) : name(methods);
        DescribedPredicate<HasOwner<JavaClass>> owned = owner(assignableTo(type));
        return new DescribedPredicate<JavaAccess<?>>("accesses " + type.getSimpleName() + "." + methods) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return named.test(access.getTarget()) && owned.test(access.getTarget());
            }
        };
    }
}
