package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LeaseDeskTest {
    private static final URI BASE = URI.create("https://ci.example.com/lease");
    private static final Secret SECRET = new Secret("a secret of some length");
    private static final MachineName NAME = new MachineName("linux-k3f9x2ab7c");
    private static final Lease LEASE = new Lease(Instant.ofEpochSecond(1795475069), Duration.ofMinutes(15), false);

    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private final LeaseDesk desk = desk(BASE, "my-ci", SECRET);

    @Test
    void aMachineReadsItsMark() {
        desk.put(NAME, LEASE);
        assertThat(desk.answer(NAME.value(), token(desk, NAME))).contains("1795475069-900-run");
    }

    @Test
    void aMarkIsReadForHalfALeaseAtMostAndAgainOnceItMoves() {
        desk.put(NAME, LEASE);
        now = now.plus(Duration.ofMinutes(7));
        assertThat(desk.answer(NAME.value(), token(desk, NAME))).isPresent();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(desk.answer(NAME.value(), token(desk, NAME))).isEmpty();
        desk.put(NAME, LEASE);
        assertThat(desk.answer(NAME.value(), token(desk, NAME))).isPresent();
    }

    @Test
    void aMachineThatIsNotKnownIsToldNothing() {
        assertThat(desk.answer(NAME.value(), token(desk, NAME))).isEmpty();
    }

    @Test
    void aTokenReadsOneMachinesMarkAlone() {
        MachineName other = new MachineName("linux-other");
        desk.put(other, LEASE);
        assertThat(desk.answer(other.value(), token(desk, NAME))).isEmpty();
        assertThat(desk.answer(other.value(), "")).isEmpty();
        assertThat(desk.answer("../" + other, token(desk, other))).isEmpty();
    }

    @Test
    void anotherOwnerOrAnotherSecretMakesOtherTokens() {
        assertThat(token(desk(BASE, "your-ci", SECRET), NAME)).isNotEqualTo(token(desk, NAME));
        assertThat(token(desk(BASE, "my-ci", new Secret("another secret of it")), NAME))
                .isNotEqualTo(token(desk, NAME));
    }

    @Test
    void aRestartMakesTheSameUrl() {
        assertThat(desk(URI.create(BASE + "/"), "my-ci", SECRET).url(NAME)).isEqualTo(desk.url(NAME));
    }

    @Test
    void noTextTellsTheUrl() {
        assertThat(desk.url(NAME)).hasToString("***");
    }

    @Test
    void aSecretThatCouldBeGuessedIsRefusedWithoutTellingIt() {
        assertThatThrownBy(() -> desk(BASE, "my-ci", new Secret("hunter2")))
                .hasMessageContaining("16 characters")
                .hasMessageNotContaining("hunter2");
    }

    private LeaseDesk desk(URI base, String owner, Secret secret) {
        return LeaseDesk.at(base, owner, secret, LEASE.ttl(), () -> now);
    }

    static String token(LeaseDesk desk, MachineName name) {
        String url = desk.url(name).reveal();
        assertThat(url).startsWith(BASE + "/" + name + "/");
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
