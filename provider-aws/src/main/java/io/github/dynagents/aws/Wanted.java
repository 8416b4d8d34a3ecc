package io.github.dynagents.aws;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;

/**
 * A template that machines are wanted of.
 *
 * @param image the architecture of its image, where the template names one; else there is an image for each
 */
record Wanted(Template template, Optional<ArchitectureValues> image) {}
