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
    private Stream<Option> options() {
        MachinesFactory factory = bench().factory;
        return Stream.concat(factory.accountOptions().stream(), factory.templateOptions().stream());
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
                .map(option -> dynamicTest(option.name(), () -> {
                    String name = option.name();
                    assertTrue(name.matches("[a-z][a-z0-9-]*"), () -> "no name for an option: " + name);
                    assertFalse(option.help().isBlank(), () -> "no help for " + name);
                    assertTrue(OptionValue.isType(option.type()), () -> name + " cannot be of " + option.type());
                    assertEquals(
                            1,
                            options()
                                    .filter(other -> other.name().equals(name) && sameList(other, option))
                                    .count());
                    option.fallback()
                            .ifPresent(text -> assertTrue(
                                    option.type().isInstance(OptionValue.read(option.type(), text, Path.of(""))),
                                    () -> "the default of " + name + " cannot be read: " + text));
                }));
    }

    private boolean sameList(Option one, Option other) {
        List<Option> account = bench().factory.accountOptions();
        boolean oneIsOfAccount =
                account.stream().anyMatch(option -> option.name().equals(one.name()));
        boolean otherIsOfAccount =
                account.stream().anyMatch(option -> option.name().equals(other.name()));
        return oneIsOfAccount == otherIsOfAccount;
    }

    @TestFactory
    default Stream<DynamicTest> aMissingOptionIsRefusedByName() {
        return options().filter(Option::isRequired).map(option -> refused(option, "missing", Optional.empty()));
    }

    @TestFactory
    default Stream<DynamicTest> aValueThatMakesNoSenseIsRefusedByName() {
        return options()
                .flatMap(option ->
                        nonsense(option).stream().map(value -> refused(option, "nonsense", Optional.of(value))));
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

    private DynamicTest refused(Option option, String how, Optional<Object> value) {
        return dynamicTest(option.name() + " " + how, () -> {
            Bench bench = bench();
            Settings account = changed(bench.factory.accountOptions(), bench.backend.account(), option, value);
            Settings template = changed(bench.factory.templateOptions(), bench.backend.template(), option, value);
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> bench.factory
                            .open(
                                    account,
                                    Bench.templates(template),
                                    new BenchContext(Bench.ACCOUNT, Bench.OWNER, bench.pace))
                            .close(),
                    () -> "open took \"" + option.name() + "\" for good: " + how);
            assertTrue(
                    String.valueOf(refusal.getMessage()).contains(option.name()),
                    () -> "the message does not name \"" + option.name() + "\": " + refusal.getMessage());
        });
    }

    private static Settings changed(
            List<Option> options, Map<String, Object> given, Option option, Optional<Object> value) {
        Map<String, Object> values = new TreeMap<>(given);
        options.forEach(each -> each.fallback()
                .ifPresent(text -> values.putIfAbsent(
                        each.name(),
                        OptionValue.read(each.type(), text, Path.of("").toAbsolutePath()))));
        if (options.contains(option)) {
            value.ifPresentOrElse(v -> values.put(option.name(), v), () -> values.remove(option.name()));
        }
        return Settings.of(values);
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
