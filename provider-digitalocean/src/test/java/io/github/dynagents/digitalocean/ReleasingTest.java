package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasingTest {
    @AutoClose
    private final Site site = new Site();

    @AutoClose
    private final Machines machines = site.open();

    @Test
    void aDropletIsDeletedByItsNumber() throws Failure {
        Machine machine = machines.buy(site.purchase("ci-a"));
        machines.buy(site.purchase("ci-b"));
        machines.release(machine);
        machines.release(machine);
        assertThat(site.fake.account().billed()).extracting(it -> it.name).containsExactly("ci-b");
    }

    @Test
    void whatDoesNotBearOurTagIsLeftAlone() {
        FakeDroplet foreign =
                site.fake.account().plant("ci-a", List.of(new DropletTags("other").owner()), Duration.ofHours(1));
        Failure failure = Site.failure(() -> machines.release(Site.machine("ci-a", Integer.toString(foreign.id))));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
        assertThat(failure).hasMessageContaining("does not bear the tag dynagents-owner:ci");
        assertThat(site.fake.account().billed()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ci-a", "-1x", "99999999999", "1/../../tags"})
    void whatIsNoNumberIsNotAskedFor(String nativeId) {
        Failure failure = Site.failure(() -> machines.release(Site.machine("ci-a", nativeId)));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(site.fake.recorded()).isEmpty();
    }

    @Test
    void whoseItIsIsAskedFirst() throws Failure {
        Machine machine = machines.buy(site.purchase("ci-a"));
        site.fake.rateLimit().limit(2);
        Failure failure = Site.failure(() -> machines.release(machine));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(site.fake.recorded().getLast().request().method()).isEqualTo("GET");
    }

    @Test
    void aLostAnswerLeavesTheEffectOpen() throws Failure {
        Machine machine = machines.buy(site.purchase("ci-a"));
        site.fake.trouble().breaks(CallKind.RELEASE, RawFault.RESET_AFTER);
        assertThat(Site.failure(() -> machines.release(machine)).effect()).isEqualTo(Failure.Effect.UNKNOWN);
        assertThat(site.fake.account().billed()).isEmpty();
    }

    @Test
    void tagsOfLeasesThatNobodyBearsAreDeletedAfterAnHour() throws Failure {
        Machine gone = machines.buy(site.purchase("ci-a"));
        site.clock.pass(Duration.ofSeconds(1));
        machines.buy(site.purchase("ci-b"));
        machines.release(gone);

        site.clock.pass(Duration.ofMinutes(59));
        machines.tidy(new TreeSet<>());
        assertThat(site.fake.account().keptFor()).containsExactly("ci-a", "ci-b");

        site.clock.pass(Duration.ofMinutes(2));
        machines.tidy(new TreeSet<>());
        assertThat(site.fake.account().keptFor()).containsExactly("ci-b");
    }

    @Test
    void tagsOfOthersStay() throws Failure {
        site.fake.account().plant("x", List.of("prod", "dynagents-lease:ci2:1700000000-60-run"), Duration.ZERO);
        site.fake.account().billed().forEach(it -> site.fake.account().delete(Integer.toString(it.id)));
        machines.tidy(new TreeSet<>());
        assertThat(site.fake.account().tags()).containsExactly("dynagents-lease:ci2:1700000000-60-run", "prod");
    }
}
