package io.github.dynagents.digitalocean;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.boot.MarkChannel;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.net.URI;

/** What a Droplet is given to run: the machine's script, with the mark that it was born with, or where it fetches it. */
final class UserData {
    /** As DigitalOcean's API description says. */
    static final int LARGEST = 64 * 1024;

    private UserData() {}

    /** @throws Failure if there can be no such script, or DigitalOcean would not take it; it shows no secret */
    static String of(Purchase purchase) throws Failure {
        MarkChannel marks = purchase.leaseUrl()
                .map(url -> MarkChannel.leaseUrl(URI.create(url.reveal())))
                .orElseGet(() -> MarkChannel.shell("echo " + purchase.lease().mark()));
        try {
            return BootScript.userData(purchase, marks, LARGEST);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Failure.Kind.INVALID, "no script for " + purchase.name() + ": " + e.getMessage())
                    .because(e);
        }
    }
}
