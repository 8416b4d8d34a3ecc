package io.github.dynagents.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** GKE brings up five machines of an account at once, each in 80 seconds here. */
class BootPlacesTest {
    private static final Duration BOOT = Duration.ofSeconds(80);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-02T00:00:00Z"), 1);
    private final FakeCloud gke = FakeClouds.gke(time)
            .latency(Spread.always(Duration.ZERO))
            .sells(FakeOffering.of("small", Money.dollars("0.10")).boot(Spread.always(BOOT)));
    private final FakeMachines main = gke.account("main");

    private void buy(int machines) throws Failure {
        for (int i = 0; i < machines; i++) {
            main.buy(Buying.purchase(time, "m" + i));
        }
    }

    private long up() {
        return gke.machines().stream()
                .filter(machine -> machine.state() == MachineState.UP)
                .count();
    }

    private Machine machine(int i) {
        return gke.machine(new MachineName("m" + i)).orElseThrow();
    }

    @Test
    void fiveComeUpAtOnceAndTheOthersAfterThem() throws Failure {
        buy(12);
        time.runFor(BOOT.minusSeconds(1));
        assertThat(up()).isZero();
        time.runFor(Duration.ofSeconds(1));
        assertThat(up()).isEqualTo(5);
        time.runFor(BOOT);
        assertThat(up()).isEqualTo(10);
        time.runFor(BOOT);
        assertThat(up()).isEqualTo(12);
    }

    @Test
    void oneThatIsReleasedWhileItComesUpOrWaitsMakesRoom() throws Failure {
        buy(8);
        time.runFor(BOOT.dividedBy(2));
        main.release(machine(0));
        main.release(machine(6));
        time.runFor(BOOT);
        assertThat(machine(5).state()).isEqualTo(MachineState.UP);
        assertThat(machine(7).state()).isEqualTo(MachineState.STARTING);
        time.runFor(BOOT.dividedBy(2));
        assertThat(machine(7).state()).isEqualTo(MachineState.UP);
        assertThat(gke.machine(new MachineName("m6")).map(Machine::state))
                .isNotEqualTo(java.util.Optional.of(MachineState.UP));
    }

    @Test
    void oneThatNeverComesUpDoesNotHoldItsPlaceForEver() throws Failure {
        gke.offering("small").broken(1, Birth.NEVER_UP);
        buy(5);
        gke.offering("small").broken(0, Birth.GOOD);
        main.buy(Buying.purchase(time, "good"));
        time.runFor(BOOT.multipliedBy(2));
        assertThat(up()).isEqualTo(1);
    }

    @Test
    void anotherAccountHasPlacesOfItsOwn() throws Failure {
        buy(5);
        gke.account("other").buy(Buying.purchase(time, "theirs"));
        time.runFor(BOOT);
        assertThat(up()).isEqualTo(6);
    }
}
