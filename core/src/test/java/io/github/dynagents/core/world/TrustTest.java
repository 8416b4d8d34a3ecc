package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TrustTest {
    private final Worlds worlds = Worlds.of(Fleets.one());

    @Test
    void aStartBuysNothingBeforeItHasSeenAnything() {
        assertThat(worlds.world().trust().mayBuyAt("cloud")).isFalse();
        worlds.listFails(true).tick();
        assertThat(worlds.world().trust().notBuying().get("cloud")).contains("the cloud is away");
    }

    @Test
    void aStartBuysNothingUntilTwoListsAreLagAndDeadlineApart() {
        worlds.tick();
        worlds.after(Duration.ofSeconds(34));
        assertThat(worlds.world().trust().mayBuyAt("cloud")).isFalse();
        worlds.after(Duration.ofSeconds(1));
        assertThat(worlds.world().trust().mayBuyAt("cloud")).isTrue();
    }

    @Test
    void timeAloneDoesNotMakeAFirstListASecond() {
        worlds.tick();
        worlds.listHeld(true).after(Duration.ofHours(1));
        assertThat(worlds.world().trust().mayBuyAt("cloud")).isFalse();
    }

    @Test
    void anAccountThatCannotBeListedAnyMoreIsNotBoughtAt() {
        worlds.tick();
        worlds.after(Duration.ofMinutes(1));
        assertThat(worlds.world().trust().mayBuyAt("cloud")).isTrue();
        worlds.listFails(true).after(Duration.ofMinutes(1));
        assertThat(worlds.world().trust().mayBuyAt("cloud")).isFalse();
        worlds.listFails(false).after(Duration.ofMinutes(1));
        assertThat(worlds.world().trust().mayBuyAt("cloud")).isTrue();
    }

    @Test
    void aServerIsBlindSinceItFails() {
        worlds.tick();
        assertThat(worlds.world().trust().blindSince()).isEmpty();
        worlds.queueFails(true).after(Duration.ofMinutes(1));
        var since = worlds.now();
        worlds.after(Duration.ofMinutes(1));
        assertThat(worlds.world().trust().blindSince()).containsEntry("ci", since);
    }
}
