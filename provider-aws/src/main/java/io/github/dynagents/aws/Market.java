package io.github.dynagents.aws;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.spi.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.UsageClassType;

/**
 * What EC2 has in a region.
 *
 * @param types those of the ones that were asked for that exist, by name
 * @param zones where each is sold
 */
record Market(SortedMap<String, InstanceTypeInfo> types, Map<String, SortedSet<String>> zones) {
    private static final String TYPE = "instance-type";
    private static final int MOST_VALUES = 200;

    /** By filters, for one type that does not exist must not spoil the answer for the others. */
    static Market read(Ec2Client ec2, Calls calls, SortedSet<String> named) throws Failure {
        SortedMap<String, InstanceTypeInfo> types = new TreeMap<>();
        SortedMap<String, SortedSet<String>> zones = new TreeMap<>();
        for (List<String> part : Parts.of(List.copyOf(named), MOST_VALUES)) {
            Filter some = Filter.builder().name(TYPE).values(part).build();
            types(ec2, calls, some).forEach(type -> types.put(type.instanceTypeAsString(), type));
            offerings(ec2, calls, some)
                    .forEach(each -> zones.computeIfAbsent(each.instanceTypeAsString(), any -> new TreeSet<>())
                            .add(each.location()));
        }
        return new Market(types, zones);
    }

    private static List<InstanceTypeInfo> types(Ec2Client ec2, Calls calls, Filter some) throws Failure {
        DescribeInstanceTypesRequest request =
                DescribeInstanceTypesRequest.builder().filters(some).build();
        return calls.ask(
                "looking up types of instances",
                () -> ec2.describeInstanceTypesPaginator(request).instanceTypes().stream()
                        .toList());
    }

    private static List<InstanceTypeOffering> offerings(Ec2Client ec2, Calls calls, Filter some) throws Failure {
        DescribeInstanceTypeOfferingsRequest request = DescribeInstanceTypeOfferingsRequest.builder()
                .locationType(LocationType.AVAILABILITY_ZONE)
                .filters(some)
                .build();
        return calls.ask(
                "looking up where types of instances are sold",
                () -> ec2.describeInstanceTypeOfferingsPaginator(request).instanceTypeOfferings().stream()
                        .toList());
    }

    /**
     * The type of a kind that can be bought.
     *
     * @param image the architecture of its image, if it has one only
     * @throws NotSold if it cannot
     */
    InstanceTypeInfo type(Kind kind, Optional<ArchitectureValues> image) throws NotSold {
        InstanceTypeInfo type = Optional.ofNullable(types.get(kind.type()))
                .orElseThrow(() -> new NotSold("EC2 has no such type in this region"));
        NotSold.unless(
                Optional.ofNullable(zones.get(kind.type()))
                        .filter(some -> some.contains(kind.zone()))
                        .isPresent(),
                "EC2 does not sell this type in this zone");
        NotSold.unless(
                type.supportedUsageClasses().contains(usage(kind.capacity())),
                "EC2 does not sell this type as " + Kind.word(kind.capacity()));
        ArchitectureValues runs = architecture(type).orElseThrow(() -> new NotSold("it runs neither x86_64 nor arm64"));
        NotSold.unless(
                image.orElse(runs) == runs,
                "the type runs " + runs + ", the template's image "
                        + image.map(String::valueOf).orElse("nothing"));
        return type;
    }

    /** What a type runs, if it is something that there are agents for. */
    static Optional<ArchitectureValues> architecture(InstanceTypeInfo type) {
        List<ArchitectureType> runs = type.processorInfo().supportedArchitectures();
        if (runs.contains(ArchitectureType.ARM64)) {
            return Optional.of(ArchitectureValues.ARM64);
        }
        return runs.contains(ArchitectureType.X86_64) ? Optional.of(ArchitectureValues.X86_64) : Optional.empty();
    }

    private static UsageClassType usage(CapacityType capacity) {
        return switch (capacity) {
            case SPOT -> UsageClassType.SPOT;
            case ON_DEMAND -> UsageClassType.ON_DEMAND;
        };
    }
}
