package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rate limit: 100 requests an hour here, of which the last two are kept. */
class LimitsTest {
    @AutoClose
    private final Site site = new Site();

    @AutoClose
    private final Machines machines = site.open();

    @BeforeEach
    void limit() {
        site.fake.rateLimit().limit(100);
    }

    private void listTimes(int times) throws Failure {
        for (int i = 0; i < times; i++) {
            machines.list();
        }
    }

    @Test
    void theLastRequestsAreKeptForListsPurchasesAndReleases() throws Failure {
        Machine machine = machines.buy(site.purchase("ci-a"));
        listTimes(97); // 99 were made
        Failure failure = Site.failure(machines::offerings);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(failure).hasMessageContaining("only 1 of the account's 100 requests an hour are left");
        assertThat(Site.failure(() -> machines.tidy(new TreeSet<>())).kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(site.fake.recorded()).hasSize(99);

        assertThat(Site.failure(() -> machines.release(machine)).kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(site.fake.recorded()).hasSize(101); // the look passed, the deletion was one too many
    }

    @Test
    void itWaitsForTheOldestToCountNoMore() throws Failure {
        machines.list();
        site.clock.pass(Duration.ofMinutes(10));
        listTimes(98);
        Failure failure = Site.failure(machines::offerings);
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(50));
        site.clock.pass(Duration.ofHours(1));
        assertThat(machines.offerings()).isNotEmpty();
    }

    @Test
    void theCloudsOwnRefusalTellsHowLongToWait() throws Failure {
        site.fake.rateLimit().limit(1);
        machines.list();
        Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
    }
}
