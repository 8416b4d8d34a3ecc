package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What EC2 itself says no with, as EC2 words it. */
class RefusalsTest {
    @AutoClose
    private final Site site = new Site();

    @ParameterizedTest
    @CsvSource({
        "500, InsufficientInstanceCapacity, NO_CAPACITY",
        "500, InsufficientCapacity, NO_CAPACITY",
        "400, InsufficientFreeAddressesInSubnet, NO_CAPACITY",
        "400, SpotMaxPriceTooLow, NO_CAPACITY",
        "400, MaxSpotInstanceCountExceeded, QUOTA",
        "400, VcpuLimitExceeded, QUOTA",
        "400, InstanceLimitExceeded, QUOTA",
        "400, VolumeLimitExceeded, QUOTA",
        "503, RequestLimitExceeded, THROTTLED",
        "403, UnauthorizedOperation, DENIED",
        "403, AuthFailure, DENIED",
        "400, ExpiredToken, DENIED",
        "400, RequestExpired, DENIED",
        "400, OptInRequired, DENIED",
        "400, PendingVerification, DENIED",
        "400, InvalidParameterValue, INVALID",
        "400, InvalidParameterCombination, INVALID",
        "400, InvalidAMIID.NotFound, INVALID",
        "400, Unsupported, INVALID",
        "400, SomethingNew, INVALID"
    })
    void arePurchasesThatWereCertainlyNotMade(int status, String code, Failure.Kind kind) {
        site.gate.trouble().refuses("RunInstances", status, code, "what EC2 says of it");
        try (Machines machines = site.open()) {
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
            assertThat(failure)
                    .hasMessageStartingWith("buying ci-a (small/c5.xlarge/eu-central-1a/on-demand): " + code);
        }
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, Unavailable", "503, ServiceUnavailable"})
    void areNotCertainWhereEc2ItselfIsInTrouble(int status, String code) {
        site.gate.trouble().refuses("RunInstances", status, code, "an error");
        try (Machines machines = site.open()) {
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
            assertThat(failure.effect()).isEqualTo(Failure.Effect.UNKNOWN);
        }
    }

    /** As after a restart, where the order of a purchase may have become another: there may be a machine. */
    @Test
    void areNotCertainWhereTheTokenWasTakenBefore() {
        site.gate.trouble().refuses("RunInstances", 400, "IdempotentParameterMismatch", "other arguments");
        try (Machines machines = site.open()) {
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
            assertThat(failure.effect()).isEqualTo(Failure.Effect.UNKNOWN);
        }
    }

    /** Java's own HTTP client keeps the text of a 401 to itself. */
    @Test
    void tellOfUnknownCredentialsEvenWithoutACode() {
        site.gate.trouble().refuses("RunInstances", 401, "AuthFailure", "AWS was not able to validate them");
        try (Machines machines = site.open()) {
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.DENIED);
            assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
            assertThat(failure).hasMessageContaining("AWS does not know these credentials");
        }
    }

    @Test
    void tellWhatToDoWhenTheSessionHasExpired() {
        site.gate.trouble().refuses("RunInstances", 400, "ExpiredToken", "The security token is expired");
        try (Machines machines = site.open()) {
            assertThat(Site.failure(() -> machines.buy(site.purchase("ci-a")))).hasMessageContaining("log in again");
        }
    }

    @Test
    void showNeitherTheSignatureNorWhatItIsMadeOf() {
        site.gate
                .trouble()
                .refuses(
                        "RunInstances",
                        403,
                        "SignatureDoesNotMatch",
                        "The Canonical String was x-amz-security-token:T");
        try (Machines machines = site.open()) {
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(failure).hasMessageNotContaining("security-token").hasNoCause();
        }
    }

    /** Which only AWS can read, and which may be long. */
    @Test
    void leaveOutEncodedMessages() {
        site.gate
                .trouble()
                .refuses(
                        "RunInstances",
                        403,
                        "UnauthorizedOperation",
                        "You are not authorized. Encoded authorization failure message: 4p3Wx8");
        try (Machines machines = site.open()) {
            assertThat(Site.failure(() -> machines.buy(site.purchase("ci-a"))))
                    .hasMessageContaining("You are not authorized. (./dynagents plan --permissions")
                    .hasMessageNotContaining("4p3Wx8");
        }
    }
}
