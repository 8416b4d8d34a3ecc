package io.github.dynagents.aws;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * What is sent to EC2 for a purchase. It is made once, and kept while it may be sent: a retry must be the same to the byte,
 * though an image may have been renewed meanwhile.
 */
final class Orders {
    private final Setup setup;
    private final Context context;
    private final Agents agents;
    private final Sales sales;
    private final Map<MachineName, Order> frozen = new HashMap<>();

    private record Order(Purchase purchase, RunInstancesRequest request) {}

    Orders(Setup setup, Context context, Agents agents, Sales sales) {
        this.setup = setup;
        this.context = context;
        this.agents = agents;
        this.sales = sales;
    }

    /** @throws Failure without effect if there can be none */
    RunInstancesRequest of(Purchase purchase) throws Failure {
        synchronized (frozen) {
            Instant now = context.clock().instant();
            frozen.values().removeIf(order -> order.purchase().sendBefore().isBefore(now));
            Order known = frozen.get(purchase.name());
            if (known != null && known.purchase().equals(purchase)) {
                return known.request();
            }
        }
        Order made = new Order(purchase, request(purchase));
        synchronized (frozen) {
            Order first = frozen.computeIfAbsent(purchase.name(), name -> made);
            return first.purchase().equals(purchase) ? first.request() : made.request();
        }
    }

    /** EC2 refuses one: it may name a subnet or an image that is no more, so that the next is made of what there is now. */
    void refused() {
        sales.forget();
    }

    /** One that is not kept. */
    RunInstancesRequest request(Purchase purchase) throws Failure {
        Kind kind = sales.kind(purchase.offering());
        if (!purchase.owner().equals(context.owner())) {
            throw Failure.of(Failure.Kind.INVALID, "the purchase is of another owner: " + purchase.owner());
        }
        Map<String, String> tags = Tags.of(purchase);
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getValue().length() > Tags.LONGEST_VALUE) {
                throw Failure.of(
                        Failure.Kind.INVALID,
                        "of " + purchase.name() + ", tag " + tag.getKey() + " would be longer than EC2's "
                                + Tags.LONGEST_VALUE + " letters: " + tag.getValue());
            }
        }
        InstanceTypeInfo type = sales.types().of(kind.type());
        Image image = sales.images()
                .of(
                        kind.template(),
                        Market.architecture(type)
                                .orElseThrow(() -> Failure.of(
                                        Failure.Kind.INVALID,
                                        "type " + kind.type() + " runs neither x86_64 nor arm64")));
        String script = agents.userData(purchase, kind.template());
        return request(purchase, kind, type, image)
                .userData(Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8)))
                .tagSpecifications(Stream.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE)
                        .map(resource -> TagSpecification.builder()
                                .resourceType(resource)
                                .tags(Tags.sdk(tags))
                                .build())
                        .toList())
                .build();
    }

    private RunInstancesRequest.Builder request(Purchase purchase, Kind kind, InstanceTypeInfo type, Image image)
            throws Failure {
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .clientToken(purchase.name().value())
                .minCount(1)
                .maxCount(1)
                .imageId(image.imageId())
                .instanceType(kind.type())
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
                .metadataOptions(options -> options.httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .httpTokens(HttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(1)
                        .instanceMetadataTags(InstanceMetadataTagsState.ENABLED))
                .networkInterfaces(network(kind.zone()))
                .blockDeviceMappings(volumes(kind.template(), image));
        setup.profile().ifPresent(name -> request.iamInstanceProfile(profile -> profile.name(name)));
        if (kind.capacity() == CapacityType.SPOT) {
            request.instanceMarketOptions(spot(kind.template()));
        }
        if (Boolean.TRUE.equals(type.burstablePerformanceSupported())) {
            request.creditSpecification(CreditSpecificationRequest.builder()
                    .cpuCredits(kind.template().unlimited() ? "unlimited" : "standard")
                    .build());
        }
        return request;
    }

    private InstanceNetworkInterfaceSpecification network(String zone) throws Failure {
        InstanceNetworkInterfaceSpecification.Builder network = InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .subnetId(sales.subnets().in(zone).subnetId())
                .associatePublicIpAddress(setup.publicAddress())
                .deleteOnTermination(true);
        if (!setup.securityGroups().isEmpty()) {
            network.groups(setup.securityGroups());
        }
        return network.build();
    }

    /** The image's own volumes, each encrypted and gone with the machine; others than the root stay as the image has them. */
    private static List<BlockDeviceMapping> volumes(Template template, Image image) {
        Stream<BlockDeviceMapping> others = image.blockDeviceMappings().stream()
                .filter(device -> device.ebs() != null && !device.deviceName().equals(image.rootDeviceName()))
                .map(device -> volume(device.deviceName(), EbsBlockDevice.builder()));
        EbsBlockDevice.Builder root =
                EbsBlockDevice.builder().volumeSize(template.volumeSize()).volumeType(template.volumeType());
        return Stream.concat(Stream.of(volume(image.rootDeviceName(), root)), others)
                .toList();
    }

    private static BlockDeviceMapping volume(String device, EbsBlockDevice.Builder volume) {
        return BlockDeviceMapping.builder()
                .deviceName(device)
                .ebs(volume.encrypted(true).deleteOnTermination(true).build())
                .build();
    }

    private static InstanceMarketOptionsRequest spot(Template template) {
        return InstanceMarketOptionsRequest.builder()
                .marketType(MarketType.SPOT)
                .spotOptions(spot -> {
                    spot.spotInstanceType(SpotInstanceType.ONE_TIME)
                            .instanceInterruptionBehavior(InstanceInterruptionBehavior.TERMINATE);
                    template.maxSpotPrice().ifPresent(most -> spot.maxPrice(dollars(most)));
                })
                .build();
    }

    private static String dollars(Money money) {
        return BigDecimal.valueOf(money.micros(), 6).toPlainString();
    }
}
