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
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the whole contract, on each flavour of the plain cloud, over one provider. */
final class Trial implements TestExecutionListener {
    private final SortedSet<String> run = new TreeSet<>();
    private final SortedSet<String> failed = new TreeSet<>();
    private final List<String> skipped = new ArrayList<>();
    private final SortedMap<String, String> messages = new TreeMap<>();

    static Trial of(MachinesFactory provider) {
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
        LauncherDiscoveryRequest contract = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        selectClass(PlainTokenContractTest.class),
                        selectClass(PlainUniqueContractTest.class),
                        selectClass(PlainLookContractTest.class))
                .build();
        Trial trial = new Trial();
        PlainContract.onTrial = () -> provider;
        try {
            launcher.execute(contract, trial);
        } finally {
            PlainContract.onTrial = PlainFactory::new;
        }
        return trial;
    }

    /** Names of the tests that ran on one flavour at least. */
    SortedSet<String> run() {
        return run;
    }

    /** Names of the tests that it failed on one flavour at least. */
    SortedSet<String> failed() {
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
