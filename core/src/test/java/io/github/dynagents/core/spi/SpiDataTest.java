package io.github.dynagents.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpiDataTest {
    @Test
    void aCopyOfCapabilitiesHasEverythingThatItsModelHas() {
        Capabilities cloud = Capabilities.builder(Once.LOOK_FIRST, LeaseChannel.AT_BIRTH, End.ONLY_RELEASE)
                .listLag(Duration.ofSeconds(1))
                .markReaches(Duration.ofSeconds(2))
                .removedWithin(Duration.ofSeconds(3))
                .listEvery(Duration.ofSeconds(4))
                .offeringsEvery(Duration.ofSeconds(5))
                .parallelBuys(6)
                .parallelBoots(9)
                .can(Capability.STOP_AGENT, Capability.START_AGENT)
                .build();
        assertThat(cloud.toBuilder().build()).isEqualTo(cloud).hasSameHashCodeAs(cloud);
        assertThat(cloud.can()).containsExactly(Capability.START_AGENT, Capability.STOP_AGENT);
        assertThat(cloud.can(Capability.RESTART_AGENT)).isFalse();
        assertThat(cloud.withLeases(LeaseChannel.LIVE, Duration.ofMinutes(1)).parallelBoots())
                .isEqualTo(9);
        CiCapabilities ci = CiCapabilities.builder()
                .listsAgents(true)
                .cordon(true)
                .restart(true)
                .ownSecrets(true)
                .queueEvery(Duration.ofSeconds(7))
                .finishedEvery(Duration.ofSeconds(8))
                .build();
        assertThat(ci.toBuilder().build()).isEqualTo(ci).hasSameHashCodeAs(ci);
    }

    @Test
    void settingsGiveWhatTheyHoldAndShowNoSecret() {
        Settings settings =
                Settings.of(Map.of("region", "r1", "token", new Secret("hunter2"), "zones", List.of("a", "b")));
        assertThat(settings.get("region", String.class)).isEqualTo("r1");
        assertThat(settings.find("zone", String.class)).isEmpty();
        assertThat(settings.texts("zones")).containsExactly("a", "b");
        assertThat(settings.toString()).contains("token").doesNotContain("hunter2");
        assertThatThrownBy(() -> settings.get("zone", String.class)).hasMessageContaining("\"zone\" is missing");
        assertThatThrownBy(() -> settings.get("token", String.class)).hasMessageContaining("\"token\" is no String");
    }

    @Test
    void aFailureKeepsItsKindAndEffectWhateverIsAdded() {
        Failure failure = Failure.unknownEffect(Failure.Kind.THROTTLED, "slow down")
                .retryAfter(Duration.ofSeconds(3))
                .because(new IllegalStateException("x"));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.UNKNOWN);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure).hasMessage("slow down").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(Failure.unsupported("stopAgent").effect()).isEqualTo(Failure.Effect.NONE);
    }

    @Test
    void aFindingIsToldInOneLine() {
        Finding wrong =
                Finding.wrong("template small", "there is no image ami-1", "choose another:\n  ami-2\n  ami-3\n");
        assertThat(wrong).hasToString("wrong: template small: there is no image ami-1 → choose another: ami-2 ami-3");
        assertThat(wrong.todo().lines()).hasSize(3);
        assertThat(Finding.warning("", "no spot here", "")).hasToString("warning: no spot here");
        assertThat(Finding.note("", "all is well").severity()).isEqualTo(Finding.Severity.NOTE);
        assertThatThrownBy(() -> Finding.note("template small", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerThatAsksForAnAgeOrForThePastIsAskedAgainWithinADay() {
        Failure failure = Failure.of(Failure.Kind.THROTTLED, "slow down");
        assertThat(failure.retryAfter(Duration.ofSeconds(Long.MAX_VALUE)).retryAfter())
                .contains(Duration.ofDays(1));
        assertThat(failure.retryAfter(Duration.ofSeconds(-5)).retryAfter()).contains(Duration.ZERO);
    }
}
