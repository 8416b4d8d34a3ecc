package io.github.dynagents.aws;

import java.util.List;
import java.util.stream.Collectors;

/** A type of instance, as EC2 describes it. */
record FakeType(String name, String architecture, int vcpus, boolean bursts, List<String> usages, List<String> zones) {
    static FakeType of(String name, String... zones) {
        return new FakeType(name, "x86_64", 2, false, List.of("on-demand", "spot"), List.of(zones));
    }

    FakeType runs(String other) {
        return new FakeType(name, other, vcpus, bursts, usages, zones);
    }

    FakeType burstable(int cores) {
        return new FakeType(name, architecture, cores, true, usages, zones);
    }

    FakeType onDemandOnly() {
        return new FakeType(name, architecture, vcpus, bursts, List.of("on-demand"), zones);
    }

    String described() {
        return "<instanceType>" + name + "</instanceType><supportedUsageClasses>"
                + usages.stream().map(usage -> "<item>" + usage + "</item>").collect(Collectors.joining())
                + "</supportedUsageClasses><processorInfo><supportedArchitectures><item>" + architecture
                + "</item></supportedArchitectures></processorInfo><vCpuInfo><defaultVCpus>" + vcpus
                + "</defaultVCpus></vCpuInfo><burstablePerformanceSupported>" + bursts
                + "</burstablePerformanceSupported>";
    }

    List<String> offered() {
        return zones.stream()
                .map(zone -> "<instanceType>" + name + "</instanceType><locationType>availability-zone</locationType>"
                        + "<location>" + zone + "</location>")
                .toList();
    }
}
