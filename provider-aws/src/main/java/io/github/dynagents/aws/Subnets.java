package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Where machines are placed: one subnet for each zone, the first that is named and has a free address, or the default one. */
final class Subnets {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final String ALL = "";

    private final Clients clients;
    private final Calls calls;
    private final Setup setup;
    private final Kept<String, SequencedMap<String, Subnet>> byZone;

    Subnets(Clients clients, Calls calls, Setup setup, InstantSource clock) {
        this.clients = clients;
        this.calls = calls;
        this.setup = setup;
        this.byZone = new Kept<>(clock, KEPT);
    }

    /** All, by their zone. */
    Map<String, Subnet> byZone() throws Failure {
        return byZone.get(ALL, this::look);
    }

    Subnet in(String zone) throws Failure {
        return Optional.ofNullable(byZone().get(zone))
                .orElseThrow(() -> Failure.of(
                        Failure.Kind.INVALID,
                        "there is no subnet in zone " + zone + "; name one in option \"subnets\""));
    }

    /** Looks anew when one is needed: what was known is gone. */
    void forget() {
        byZone.forget();
    }

    private SequencedMap<String, Subnet> look() throws Failure {
        List<Subnet> found = calls.ask(
                "looking up subnets",
                () -> clients.ec2().describeSubnetsPaginator(asked()).subnets().stream()
                        .sorted(Comparator.<Subnet, Boolean>comparing(Subnets::isFull)
                                .thenComparingInt(subnet -> setup.subnets().indexOf(subnet.subnetId()))
                                .thenComparing(Subnet::availabilityZone)
                                .thenComparing(Subnet::subnetId))
                        .toList());
        if (found.isEmpty()) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "region " + setup.region() + " has no default VPC with subnets: name some in option \"subnets\"");
        }
        SequencedMap<String, Subnet> zones = new LinkedHashMap<>();
        found.forEach(subnet -> zones.putIfAbsent(subnet.availabilityZone(), subnet));
        return zones;
    }

    private static boolean isFull(Subnet subnet) {
        return Integer.valueOf(0).equals(subnet.availableIpAddressCount());
    }

    private DescribeSubnetsRequest asked() {
        DescribeSubnetsRequest.Builder request = DescribeSubnetsRequest.builder();
        if (setup.subnets().isEmpty()) {
            request.filters(
                    Filter.builder().name("default-for-az").values("true").build());
        } else {
            request.subnetIds(setup.subnets());
        }
        return request.build();
    }
}
