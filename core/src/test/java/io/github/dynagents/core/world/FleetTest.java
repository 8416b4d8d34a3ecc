package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a fleet rejects, and what its parts say. */
final class FleetTest {
    @Test
    void twoPoolsOfOneNameAreRejected() {
        Fleet fleet = Fleets.one().build();
        List<Pool> twice = List.of(fleet.pools().get(0), fleet.pools().get(0));
        assertThatThrownBy(() -> new Fleet("me", fleet.accounts(), twice, Limits.NONE, Safety.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPoolThatBuysAtNoAccountIsRejectedByName() {
        assertThatThrownBy(() -> Fleets.one().pool("p", pool -> pool, "nowhere").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void limitsOfNothingAreRejected() {
        assertThatThrownBy(() -> Limits.machines(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, Optional.of(Money.ZERO), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, Optional.empty(), Optional.of(Money.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Account("a", 0, Fleets.CLOUD, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fleets.one().linux(pool -> pool.slots(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSupplyIsAnAccountOrOneOfItsTemplates() {
        assertThat(Supply.parse("cloud")).isEqualTo(new Supply("cloud", Optional.empty()));
        assertThat(Supply.parse("cloud/big"))
                .isEqualTo(new Supply("cloud", Optional.of("big")))
                .hasToString("cloud/big");
    }

    @Test
    void aPoolBuysWhatIsOfItsPlatformAndItsSupply() {
        Pool pool =
                Fleets.one().pool("p", p -> p, "cloud/small").build().pool("p").orElseThrow();
        assertThat(pool.mayBuy(Fleets.small("1"))).isTrue();
        assertThat(pool.mayBuy(Fleets.small("1").toBuilder()
                        .platform(Platform.of("linux", "arm64"))
                        .build()))
                .isFalse();
        assertThat(pool.mayBuy(Fleets.offering(
                        new io.github.dynagents.core.model.OfferingId("cloud", "big"),
                        "1",
                        Fleets.hourly("1").terms())))
                .isFalse();
        assertThat(pool.toBuilder().build()).isEqualTo(pool);
    }
}
