package io.github.dynagents.digitalocean;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.boot.MarkChannel;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.nio.charset.StandardCharsets;

/** What a Droplet is given to run: the machine's script, with the mark that it was born with. */
final class UserData {
    /** As DigitalOcean's API description says. */
    static final int LARGEST = 64 * 1024;

    private static final String SHELL = "#!/bin/sh\n";

    /**
     * A watchdog that a reboot ends would leave a Droplet without one. The copy bears the number of its Droplet, so that
     * one that is made of a snapshot does not run what the other had to.
     */
    private static final String AT_EACH_BOOT = """
            # cloud-init runs this at the first boot only, but what it finds there at every later one.
            each_boot=/var/lib/cloud/scripts/per-boot/dynagents-$(cat /var/lib/cloud/data/instance-id)
            case "$0" in
            "$each_boot") ;;
            */per-boot/dynagents-*) exit 0 ;; # came with a snapshot of another
            *) [ ! -f "$0" ] || (umask 077 && mkdir -p "${each_boot%/*}" && cp "$0" "$each_boot" && chmod 700 "$each_boot") ;;
            esac
            """;

    private UserData() {}

    /** @throws Failure if there can be no such script, or DigitalOcean would not take it; it shows no secret */
    static String of(Purchase purchase) throws Failure {
        String script = script(purchase);
        int size = script.getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "the script of " + purchase.name() + " is of " + size + " bytes, and DigitalOcean takes " + LARGEST
                            + " as user data: shorten the agent of pool \"" + purchase.pool() + "\"");
        }
        return script;
    }

    private static String script(Purchase purchase) throws Failure {
        MarkChannel asBorn = MarkChannel.shell("echo " + purchase.lease().mark());
        try {
            String rendered = BootScript.render(purchase, asBorn);
            if (!rendered.startsWith(SHELL)) {
                throw Failure.of(Failure.Kind.BROKEN, "core's script does not begin as a shell's");
            }
            return SHELL + AT_EACH_BOOT + rendered.substring(SHELL.length());
        } catch (IllegalArgumentException e) {
            throw Failure.of(Failure.Kind.INVALID, "no script for " + purchase.name() + ": " + e.getMessage())
                    .because(e);
        }
    }
}
