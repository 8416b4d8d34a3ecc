package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.Image;

/** The images that machines are made of, by what a template names. */
final class Images {
    private static final String OPTIMIZED = "ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/";
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Clients clients;
    private final Calls calls;
    private final Kept<String, Image> images;

    Images(Clients clients, Calls calls, InstantSource clock) {
        this.clients = clients;
        this.calls = calls;
        this.images = new Kept<>(clock, KEPT);
    }

    /** The image of a template on a type of that architecture. */
    Image of(Template template, ArchitectureValues architecture) throws Failure {
        String named = template.image()
                .orElse(OPTIMIZED + (architecture == ArchitectureValues.ARM64 ? "arm64/" : "")
                        + "recommended/image_id");
        return images.get(named, () -> look(template, named));
    }

    /** Looks anew when one is needed: what was known is gone. */
    void forget() {
        images.forget();
    }

    private Image look(Template template, String named) throws Failure {
        String id = named.startsWith("ssm:") ? parameter(named.substring("ssm:".length())) : named;
        String doing = "looking up image " + id + " of template \"" + template.name() + "\"";
        return calls.ask(doing, () -> clients.ec2().describeImages(request -> request.imageIds(id))).images().stream()
                .filter(image -> id.equals(image.imageId()))
                .findFirst()
                .orElseThrow(() -> Failure.of(
                        Failure.Kind.INVALID,
                        doing + ": there is none in this region, or it is not shared with this account"));
    }

    private String parameter(String name) throws Failure {
        String doing = "looking up an image in parameter " + name;
        String value = Optional.ofNullable(calls.ask(
                                doing, () -> clients.ssm().getParameter(request -> request.name(name)))
                        .parameter())
                .map(parameter -> parameter.value())
                .orElse("");
        if (!value.matches("ami-[0-9a-f]+")) {
            throw Failure.of(Failure.Kind.INVALID, doing + ": it holds no ami-…, but \"" + value + "\"");
        }
        return value;
    }
}
