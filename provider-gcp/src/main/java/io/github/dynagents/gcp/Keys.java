package io.github.dynagents.gcp;

import java.util.List;

/** What pods, secrets and node pools bear, by which they are known. Labels are searched; annotations hold what is long. */
final class Keys {
    /** Label and annotation: the daemon's owner name. */
    static final String OWNER = "dynagents-owner";

    /** Annotation: the pool that a machine is for. */
    static final String POOL = "dynagents-pool";

    /** Annotation: the value of the offering's id. */
    static final String OFFERING = "dynagents-offering";

    /** Annotation: the mark. The machine reads it. */
    static final String LEASE = "dynagents-lease";

    /** Annotation: that an agent which SIGTERM kills has no job, and shall be sent one. The machine reads it. */
    static final String STOP = "dynagents-stop";

    /** Annotation: {@code finishes} or {@code kills}. */
    static final String ON_TERM = "dynagents-on-term";

    /** Annotation: seconds since 1970 after which no request of this purchase is sent any more. */
    static final String SEND_BEFORE = "dynagents-send-before";

    /** Label of a node pool: seconds since 1970 at which it was bought. */
    static final String BORN = "dynagents-born";

    /** Annotation of a secret: the digest of its purchase. */
    static final String PURCHASE = "dynagents-purchase";

    /** Taint of a node that is for one machine's pod, or for any machine's. */
    static final String TAINT = "dynagents-machine";

    private static final int LONGEST = 63;

    private Keys() {}

    /** A text as the value of a label: itself if it can be one, else a digest that no such text is like. */
    static String label(String text) {
        boolean fits = text.matches("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?")
                && text.length() <= LONGEST
                && !text.startsWith("sha256-");
        return fits ? text : "sha256-" + Digest.of(List.of(text));
    }
}
