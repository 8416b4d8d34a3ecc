package io.github.dynagents.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeaseTest {
    private static final Lease LEASE = new Lease(Instant.ofEpochSecond(1_795_475_069), Duration.ofMinutes(15), false);

    @Test
    void itsMarkIsOneWord() {
        assertThat(LEASE.mark()).isEqualTo("1795475069-900-run");
        assertThat(LEASE.withDraining(true).mark()).isEqualTo("1795475069-900-drain");
    }

    @Test
    void itsMarkIsReadBackAsWritten() {
        assertThat(Lease.parse(LEASE.mark())).isEqualTo(LEASE);
        Lease draining = LEASE.withDraining(true);
        assertThat(Lease.parse(" " + draining.mark() + "\n")).isEqualTo(draining);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1795475069-900",
                "1795475069-900-walk",
                "1795475069-900-run-",
                "soon-900-run",
                "1795475069-0-run",
                "1795475069--900-run",
                "1795475069-99999999999999999999-run",
                "9223372036854775807-900-run",
                "1795475069-9223372036854775807-run"
            })
    void whatIsNoMarkIsRejectedByName(String mark) {
        assertThatThrownBy(() -> Lease.parse(mark))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lease");
    }

    @Test
    void itMustMove() {
        assertThatThrownBy(() -> new Lease(Instant.EPOCH, Duration.ZERO, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ttl");
    }
}
