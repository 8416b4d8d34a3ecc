package io.github.dynagents.core.world;

import java.time.Instant;
import java.util.Optional;

/**
 * A circuit breaker that is open: what is seen makes no sense, or somebody said so. Where it reaches, nothing is bought,
 * and machines keep their leases only while they have work. It closes by itself once its cause is gone.
 *
 * @param kind what is wrong
 * @param reach what it stops
 * @param since when it opened
 * @param until when it closes by itself at the earliest, where that is known
 * @param why what was seen, in words and numbers
 */
public record Breaker(Kind kind, Reach reach, Instant since, Optional<Instant> until, String why) {
    /** What is wrong. */
    public enum Kind {
        /** Somebody has paused it. */
        PAUSED("resume it to buy again"),
        /** Machines are bought and let go again and again. */
        PURCHASES("look why machines live so short, and allow more purchases an hour if that is right"),
        /** No machine of a pool gets to work. */
        BROKEN_BOOTS(
                "look at the boot log of one of its machines, its image, network and agent; it is tried again later"),
        /** Work does not explain what is spent. */
        SPENDING("compare the machines at the cloud with the queue, and report it if work does not explain them"),
        /** Two clocks disagree. */
        CLOCK(
                "set the clocks right, as by NTP: this host's first; then start this program again if its own was set back"),
        /** Answers are old although no call fails. */
        OLD_NEWS("look whether this process or its host hangs, and restart it"),
        /** Machines turn up that this daemon did not buy. */
        CONTRADICTION("look who else buys under this owner's name; if it is nobody of yours, change the credentials");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** What to do about it. */
        public String advice() {
            return advice;
        }
    }

    /** What a breaker stops. */
    public sealed interface Reach {
        /** Whether it reaches purchases for a pool at an account. */
        boolean covers(Pool pool, String account);

        /** All of the fleet. */
        record Everything() implements Reach {
            @Override
            public boolean covers(Pool pool, String account) {
                return true;
            }

            @Override
            public String toString() {
                return "everything";
            }
        }

        /** One pool. */
        record OfPool(String pool) implements Reach {
            @Override
            public boolean covers(Pool pool, String account) {
                return pool.name().equals(this.pool);
            }

            @Override
            public String toString() {
                return "pool " + pool;
            }
        }

        /** All pools of one CI server. */
        record OfServer(String server) implements Reach {
            @Override
            public boolean covers(Pool pool, String account) {
                return pool.server().equals(server);
            }

            @Override
            public String toString() {
                return "CI server " + server;
            }
        }

        /** One account. */
        record AtAccount(String account) implements Reach {
            @Override
            public boolean covers(Pool pool, String account) {
                return account.equals(this.account);
            }

            @Override
            public String toString() {
                return "account " + account;
            }
        }
    }

    /** What it is about and what to do, in a sentence without its full stop. */
    public String sentence() {
        return "nothing is bought for " + reach + ": " + why + "; " + kind.advice();
    }
}
