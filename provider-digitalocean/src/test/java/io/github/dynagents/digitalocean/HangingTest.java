package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Calls that get no answer, against real time. */
class HangingTest {
    @AutoClose
    private final Site site = new Site();

    @Test
    void aRequestEndsByItselfWhenItsTimeIsOver() {
        site.fake.trouble().breaks(CallKind.BUY, RawFault.TIMEOUT_AFTER);
        try (Machines machines = site.account("timeout", Duration.ofMillis(500)).open()) {
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
            assertThat(failure.effect()).isEqualTo(Failure.Effect.UNKNOWN);
            assertThat(failure).hasMessage("buying ci-a: no answer within 500 ms");
        }
        untilNothingIsLeft();
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        site.fake.trouble().breaks(CallKind.LIST, RawFault.TIMEOUT_BEFORE);
        CountDownLatch asked = new CountDownLatch(1);
        site.fake.before(request -> asked.countDown());
        try (Machines machines = site.account("timeout", Duration.ofMinutes(5)).open()) {
            FutureTask<Failure> call = new FutureTask<>(() -> {
                Failure failure = Site.failure(machines::list);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                return failure;
            });
            Thread thread = Thread.ofPlatform().start(call);
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            Failure failure = call.get(30, TimeUnit.SECONDS);
            assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("interrupted");
        }
        untilNothingIsLeft();
    }

    /** Whoever is interrupted already sends nothing. */
    @Test
    void anInterruptedThreadBuysNothing() {
        try (Machines machines = site.open()) {
            Thread.currentThread().interrupt();
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
            assertThat(site.fake.account().billed()).isEmpty();
        }
    }

    /** Connections that are accepted by the kernel alone. */
    @Test
    void aServerThatReadsNothingIsGivenUp() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Machines machines = site.account("endpoint", "http://127.0.0.1:" + deaf.getLocalPort())
                        .account("timeout", Duration.ofMillis(500))
                        .open()) {
            assertThat(Site.failure(machines::list).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        }
    }

    private void untilNothingIsLeft() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (site.fake.connections() > 0 || isRequestThreadAlive()) {
            assertThat(System.nanoTime()).as("a connection or a thread is left").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static boolean isRequestThreadAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("digitalocean"));
    }
}
