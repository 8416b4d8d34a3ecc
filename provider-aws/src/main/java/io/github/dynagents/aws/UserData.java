package io.github.dynagents.aws;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.boot.Host;
import io.github.dynagents.core.boot.MarkChannel;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a machine is told at its birth. */
final class UserData {
    /** EC2's limit, before it is encoded. */
    private static final int LARGEST = 16 * 1024;

    private static final String METADATA = "http://169.254.169.254/latest";

    private UserData() {}

    /** @throws Failure INVALID if the agent cannot be run so, or is too long */
    static String of(Purchase purchase, Template template, Host host) throws Failure {
        MarkChannel channel = MarkChannel.ec2Tag(Tags.LEASE);
        try {
            return BootScript.userData(
                    purchase, template.drainsOnRebalance() ? channel.withRebalance() : channel, host, LARGEST);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Failure.Kind.INVALID, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    /**
     * Shell text by which a machine fetches its agent's secrets from a parameter.
     *
     * @param ssm where Systems Manager is
     */
    static String fetching(String region, String parameter, String ssm) {
        return fetching(region, parameter, ssm, METADATA);
    }

    /** The same, with the metadata service elsewhere, as in a test. */
    static String fetching(String region, String parameter, String ssm, String metadata) {
        return "region='%s' parameter='%s' ssm='%s' imds='%s'\n".formatted(region, parameter, ssm, metadata)
                + resource("secrets.sh");
    }

    /** Without its comments. */
    static String resource(String name) {
        try (InputStream text = UserData.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("the jar is broken: " + name + " is not in it");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^ *#.*\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
