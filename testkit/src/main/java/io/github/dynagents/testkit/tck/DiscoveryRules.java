package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.OptionValue;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Spi;
import io.github.dynagents.testkit.fault.CallKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A factory is found, says what it needs to be told, and refuses what makes no sense before anything is bought. */
interface DiscoveryRules extends Rules {
    /** An option, and whose: the account's or a template's. */
    record Placed(Option option, boolean ofAccount) {}

    private Stream<Placed> options() {
        MachinesFactory factory = bench().factory;
        return Stream.concat(
                factory.accountOptions().stream().map(option -> new Placed(option, true)),
                factory.templateOptions().stream().map(option -> new Placed(option, false)));
    }

    @Test
    default void theFactoryIsFoundUnderItsName() {
        MachinesFactory factory = bench().factory;
        assertTrue(factory.name().matches("[a-z][a-z0-9-]*"), () -> "no name for a configuration: " + factory.name());
        List<MachinesFactory> named = foundFactories().stream()
                .filter(found -> found.name().equals(factory.name()))
                .toList();
        assertEquals(1, named.size(), () -> "factories that are found under the name " + factory.name());
        assertEquals(factory.getClass(), named.getFirst().getClass(), () -> "what is found as " + factory.name());
        assertTrue(
                factory.spi() >= 1 && factory.spi() <= Spi.VERSION,
                () -> "SPI version " + factory.spi() + ": return Spi.VERSION");
    }

    @TestFactory
    default Stream<DynamicTest> everyOptionIsDescribed() {
        return options()
                .map(placed -> dynamicTest(placed.option().name(), () -> {
                    Option option = placed.option();
                    String name = option.name();
                    assertTrue(name.matches("[a-z][a-z0-9-]*"), () -> "no name for an option: " + name);
                    assertFalse(option.help().isBlank(), () -> "no help for " + name);
                    assertTrue(OptionValue.isType(option.type()), () -> name + " cannot be of " + option.type());
                    long sameName = options()
                            .filter(other -> other.ofAccount() == placed.ofAccount()
                                    && other.option().name().equals(name))
                            .count();
                    assertEquals(1, sameName, () -> "options named " + name);
                    option.fallback()
                            .ifPresent(text -> assertTrue(
                                    option.type().isInstance(OptionValue.read(option.type(), text, Path.of(""))),
                                    () -> "the default of " + name + " cannot be read: " + text));
                }));
    }

    @TestFactory
    default Stream<DynamicTest> aMissingOptionIsRefusedByName() {
        return options()
                .filter(placed -> placed.option().isRequired())
                .map(placed -> refused(placed, "missing", Optional.empty()));
    }

    @TestFactory
    default Stream<DynamicTest> aValueThatMakesNoSenseIsRefusedByName() {
        return options()
                .flatMap(placed -> nonsense(placed.option()).stream()
                        .map(value -> refused(placed, "nonsense", Optional.of(value))));
    }

    /** What no option of that type and need can mean. */
    private static Optional<Object> nonsense(Option option) {
        if (option.isSecret() || option.type() == String.class) {
            Object blank = option.isSecret() ? new Secret(" ") : " ";
            return option.isRequired() ? Optional.of(blank) : Optional.empty();
        }
        return Optional.ofNullable(Map.<Class<?>, Object>of(
                        Integer.class,
                        -1,
                        Double.class,
                        -1.0,
                        Duration.class,
                        Duration.ofSeconds(-1),
                        Money.class,
                        new Money(-1))
                .get(option.type()));
    }

    private DynamicTest refused(Placed placed, String how, Optional<Object> value) {
        String name = placed.option().name();
        return dynamicTest(name + " " + how, () -> {
            Bench bench = bench();
            Map<String, Object> account = filled(bench.factory.accountOptions(), bench.backend.account());
            Map<String, Object> template = filled(bench.factory.templateOptions(), bench.backend.template());
            Map<String, Object> changed = placed.ofAccount() ? account : template;
            value.ifPresentOrElse(nonsense -> changed.put(name, nonsense), () -> changed.remove(name));
            TestContext context = TestContext.of(Bench.ACCOUNT, Bench.OWNER, bench.pace::now);
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> bench.factory
                            .open(Settings.of(account), Bench.templates(Settings.of(template)), context)
                            .close(),
                    () -> "open took \"" + name + "\" for good: " + how);
            assertTrue(
                    String.valueOf(refusal.getMessage()).contains(name),
                    () -> "the message does not name \"" + name + "\": " + refusal.getMessage());
        });
    }

    private static Map<String, Object> filled(List<Option> options, Map<String, Object> given) {
        Map<String, Object> values = new TreeMap<>(given);
        options.forEach(option -> option.fallback()
                .ifPresent(text -> values.putIfAbsent(
                        option.name(),
                        OptionValue.read(option.type(), text, Path.of("").toAbsolutePath()))));
        return values;
    }

    @Test
    default void openingMakesNoCall() {
        Capabilities before = bench().grants;
        bench().offering();
        for (CallKind call : CallKind.values()) {
            bench().backend.faults(call).stream()
                    .findFirst()
                    .ifPresent(fault -> bench().backend.breaks(call, fault));
        }
        assertEquals(before, bench().reopen().capabilities(), "capabilities, while nothing can be reached");
    }

    @Test
    default void nothingThatIsShownTellsASecret() {
        Bench bench = bench();
        bench.buys("shown");
        String shown = bench.factory + " " + bench.cloud() + " " + bench.accountSettings() + " "
                + bench.templateSettings() + " " + bench.shown(new MachineName("shown"))
                + " " + Thread.getAllStackTraces().keySet();
        for (String secret : bench.secrets()) {
            assertTrue(secret.length() >= 8, "a secret of the backend is too short to be looked for");
            assertFalse(shown.contains(secret), () -> "a secret is shown: " + shown.replace(secret, "<HERE>"));
        }
    }
}
