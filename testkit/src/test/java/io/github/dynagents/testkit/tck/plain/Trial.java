package io.github.dynagents.testkit.tck.plain;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.dynagents.core.spi.MachinesFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of a contract, to see which of its tests fail. */
public final class Trial implements TestExecutionListener {
    private final SortedSet<String> run = new TreeSet<>();
    private final SortedSet<String> failed = new TreeSet<>();
    private final List<String> skipped = new ArrayList<>();
    private final SortedMap<String, String> messages = new TreeMap<>();

    /** Of a provider, on each flavour of the plain cloud. */
    static Trial of(MachinesFactory provider) {
        PlainContract.onTrial = () -> provider;
        try {
            return of(PlainTokenContractTest.class, PlainUniqueContractTest.class, PlainLookContractTest.class);
        } finally {
            PlainContract.onTrial = PlainFactory::new;
        }
    }

    /** Of whatever these classes try. */
    public static Trial of(Class<?>... contracts) {
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> contract : contracts) {
            request.selectors(selectClass(contract));
        }
        Trial trial = new Trial();
        launcher.execute(request.build(), trial);
        return trial;
    }

    /** Names of the tests that ran on one flavour at least. */
    SortedSet<String> run() {
        return run;
    }

    /** Names of the tests that it failed on one flavour at least. */
    public SortedSet<String> failed() {
        return failed;
    }

    /** Why tests were skipped. */
    List<String> skipped() {
        return skipped;
    }

    /** What a test that it failed said last. */
    String message(String test) {
        return messages.getOrDefault(test, "");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String name = name(test.getUniqueIdObject());
        switch (result.getStatus()) {
            case SUCCESSFUL -> run.add(name);
            case ABORTED ->
                skipped.add(name + ": "
                        + result.getThrowable().map(Throwable::getMessage).orElse(""));
            case FAILED -> {
                failed.add(name);
                messages.put(
                        name, result.getThrowable().map(Throwable::getMessage).orElse(""));
            }
        }
    }

    /** The method's name: tests that a method makes count as one. */
    private static String name(UniqueId id) {
        return id.getSegments().stream()
                .filter(segment ->
                        segment.getType().equals("method") || segment.getType().equals("test-factory"))
                .map(segment -> segment.getValue().replace("()", ""))
                .findFirst()
                .orElse(id.getLastSegment().getValue());
    }
}
