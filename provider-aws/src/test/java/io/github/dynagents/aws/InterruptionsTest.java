package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** That EC2 takes a spot instance back is seen in its request. */
class InterruptionsTest {
    @AutoClose
    private final Site site = new Site();

    private Machine spot(Machines machines) throws Failure {
        return machines.buy(site.purchase("ci-a", "c5.xlarge/eu-central-1a", "spot"));
    }

    private static String marked(String id) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <DescribeSpotInstanceRequestsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
                <requestId>59dbff89</requestId><spotInstanceRequestSet><item>
                <spotInstanceRequestId>sir-0a1b2c3d</spotInstanceRequestId><state>active</state>
                <status><code>marked-for-termination</code><updateTime>2026-11-25T10:00:00.000Z</updateTime></status>
                <instanceId>%s</instanceId></item></spotInstanceRequestSet>
                </DescribeSpotInstanceRequestsResponse>""".formatted(id);
    }

    @Test
    void itIsTakenTwoMinutesAfterItsNotice() throws Failure {
        try (Machines machines = site.open()) {
            Machine machine = spot(machines);
            site.gate.trouble().answers("DescribeSpotInstanceRequests", marked(machine.nativeId()));
            assertThat(machines.list().machines().getFirst().interruptedAt())
                    .contains(Instant.parse("2026-11-25T10:02:00Z"));
        }
    }

    @Test
    void thatOfAnotherIsNotOurs() throws Failure {
        try (Machines machines = site.open()) {
            spot(machines);
            site.gate.trouble().answers("DescribeSpotInstanceRequests", marked("i-0123456789abcdef0"));
            assertThat(machines.list().machines().getFirst().interruptedAt()).isEmpty();
        }
    }

    @Test
    void nobodyAsksWhereNothingIsSpot() throws Failure {
        try (Machines machines = site.open()) {
            machines.buy(site.purchase("ci-a"));
            machines.list();
            assertThat(site.gate.requests("DescribeSpotInstanceRequests")).isZero();
        }
    }

    /** Or it would be taken for a list in which nothing is interrupted. */
    @Test
    void aListFailsWhereThatCannotBeTold() throws Failure {
        try (Machines machines = site.open()) {
            spot(machines);
            site.gate.trouble().refuses("DescribeSpotInstanceRequests", 403, "UnauthorizedOperation", "no");
            assertThat(Site.failure(machines::list).kind()).isEqualTo(Failure.Kind.DENIED);
        }
    }
}
