package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** Whether machines can be made of a template's image. */
final class ImageCheck {
    private final Template template;
    private final Image image;

    private ImageCheck(Template template, Image image) {
        this.template = template;
        this.image = image;
    }

    /** What is wrong with it; where none is named, with none of the architecture of its types. */
    static List<Finding> of(Template template, Sales sales) throws Failure {
        List<Finding> findings = new ArrayList<>();
        List<ArchitectureValues> architectures = new ArrayList<>();
        if (template.image().isPresent()) {
            architectures.add(ArchitectureValues.X86_64);
        } else {
            for (String type : template.types()) {
                architecture(type, sales).ifPresent(architectures::add);
            }
        }
        for (ArchitectureValues architecture : architectures.stream().distinct().toList()) {
            ImageCheck check = new ImageCheck(template, sales.images().of(template, architecture));
            check.findings().flatMap(Optional::stream).forEach(findings::add);
        }
        return findings;
    }

    /** A type that is not sold here is told elsewhere. */
    private static Optional<ArchitectureValues> architecture(String type, Sales sales) throws Failure {
        try {
            return Market.architecture(sales.types().of(type));
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.INVALID) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Stream<Optional<Finding>> findings() {
        return Stream.of(
                wrong(image.state() != ImageState.AVAILABLE, "is " + image.stateAsString(), "name another"),
                wrong(
                        "windows".equalsIgnoreCase(image.platformAsString()),
                        "runs Windows",
                        "name one of Linux with cloud-init: the machine's script is a shell's"),
                wrong(
                        image.rootDeviceType() == DeviceType.INSTANCE_STORE,
                        "has no EBS volume as its root",
                        "name one that has: others cannot be encrypted"),
                wrong(
                        size() > template.volumeSize(),
                        "needs a volume of " + size() + " GiB, and volume-size is " + template.volumeSize(),
                        "raise volume-size"),
                marketplace(),
                others());
    }

    private Optional<Finding> others() {
        int more = image.blockDeviceMappings().stream()
                .filter(device -> !Objects.equals(device.deviceName(), image.rootDeviceName()))
                .map(BlockDeviceMapping::ebs)
                .filter(Objects::nonNull)
                .map(EbsBlockDevice::volumeSize)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        return more == 0
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "template " + template.name(),
                        image.imageId() + " brings " + more + " GiB of other volumes, which are not in the price",
                        "say what an hour costs in option \"price\", or name an image without"));
    }

    private Optional<Finding> wrong(boolean holds, String what, String todo) {
        return holds
                ? Optional.of(Finding.wrong("template " + template.name(), image.imageId() + " " + what, todo))
                : Optional.empty();
    }

    private int size() {
        return image.blockDeviceMappings().stream()
                .filter(device -> Objects.equals(device.deviceName(), image.rootDeviceName()))
                .map(BlockDeviceMapping::ebs)
                .filter(Objects::nonNull)
                .map(EbsBlockDevice::volumeSize)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0);
    }

    private Optional<Finding> marketplace() {
        return image.productCodes().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "template " + template.name(),
                        image.imageId() + " is sold on the marketplace: it may cost more than its machine, by the hour",
                        "say what an hour costs in option \"price\", and billing-increment: 1h if it is billed so"));
    }
}
