package io.github.dynagents.core.policy;

import java.util.Locale;

/**
 * Something that a policy weighed, and what came of it: for whoever wants to understand a plan.
 *
 * @param pool whose jobs or machines it was about; empty if that is not known
 * @param what such as {@code buy main:small} or {@code keep linux-k3f9x2ab7c}
 * @param reason what decided it, in words and numbers
 */
public record Considered(String pool, String what, Verdict verdict, Reason reason) {
    /** What came of it. */
    public enum Verdict {
        /** It is in the plan, or would be if nothing else stood in its way. */
        CHOSEN,
        /** Something else was better, or it may not be. */
        REJECTED
    }

    public static Considered chosen(String pool, String what, Reason reason) {
        return new Considered(pool, what, Verdict.CHOSEN, reason);
    }

    public static Considered rejected(String pool, String what, Reason reason) {
        return new Considered(pool, what, Verdict.REJECTED, reason);
    }

    /** A decision in one word, such as {@code drain}. */
    static String word(Decision decision) {
        return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
