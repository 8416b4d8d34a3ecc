package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.container.v1.NodePool;
import com.google.container.v1.NodeTaint;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Node pools, one for each machine: what is asked for, and what stands in the way of it. */
class OwnPoolsTest {
    private final Site site = Site.of("pool-per-machine");
    private final Machines machines = site.open();

    @AfterEach
    void close() {
        machines.close();
        site.close();
    }

    private NodePool asked(String name) {
        return site.fake.world().at(now -> site.fake.world().gke().pool(name).orElseThrow().asked);
    }

    private FakeGke gke() {
        return site.fake.world().gke();
    }

    @Test
    void aPoolIsForOneMachineAloneAndEmptiesItself() throws Exception {
        site.buy(machines, "linux-a");
        NodePool pool = asked("linux-a");
        assertThat(pool.getInitialNodeCount()).isOne();
        assertThat(pool.getLocationsList()).containsExactly(FakeGke.LOCATION + "-b");
        assertThat(pool.getAutoscaling().getEnabled()).isTrue();
        assertThat(pool.getAutoscaling().getMinNodeCount()).isZero();
        assertThat(pool.getAutoscaling().getMaxNodeCount()).isOne();
        assertThat(pool.getConfig().getTaintsList())
                .containsExactly(NodeTaint.newBuilder()
                        .setKey("dynagents-machine")
                        .setValue("linux-a")
                        .setEffect(NodeTaint.Effect.NO_SCHEDULE)
                        .build());
    }

    @Test
    void itIsWhatWasOrderedAndEndsAtTheEndOfTheLongestLife() throws Exception {
        site.buy(machines, "linux-a");
        NodePool pool = asked("linux-a");
        assertThat(pool.getConfig().getMachineType()).isEqualTo("e2-standard-4");
        assertThat(pool.getConfig().getSpot()).isTrue();
        assertThat(pool.getConfig().getLabelsMap()).containsEntry("dynagents-owner", "my-ci");
        assertThat(pool.getConfig().getResourceLabelsMap()).containsEntry("dynagents-owner", "my-ci");
        Duration net = Duration.ofSeconds(pool.getConfig().getMaxRunDuration().getSeconds());
        assertThat(net)
                .isGreaterThan(Site.LIFE.plus(Site.GRACE))
                .isLessThan(Site.LIFE.plus(Site.GRACE).plus(Duration.ofMinutes(20)));
    }

    @Test
    void anOperationOfTheClusterIsWaitedFor() throws Exception {
        site.fake.world().at(now -> {
            gke().upgrade(now, Duration.ofSeconds(2));
            return now;
        });
        site.buy(machines, "linux-a");
        assertThat(site.pools()).containsExactly("linux-a");
    }

    @Test
    void oneThatTakesLongerThanAPurchaseMayLeavesNothingBehind() throws Exception {
        Purchase purchase = site.purchase(machines, "linux-a", Duration.ofSeconds(2));
        site.fake.world().at(now -> {
            gke().upgrade(now, Duration.ofHours(1));
            return now;
        });
        assertThatThrownBy(() -> machines.buy(purchase)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
            assertThat(failure.retryAfter()).isPresent();
            assertThat(failure).hasMessageContaining("other operations of the cluster are in its way");
        });
        assertThat(site.pools()).isEmpty();
        assertThat(site.pods()).isEmpty();
    }

    @Test
    void moreThanTheClusterMakesAtOnceWaitForEachOther() throws Exception {
        site.fake.world().at(now -> {
            gke().operationsAtOnce(1);
            return now;
        });
        site.buy(machines, "linux-a");
        Purchase second = site.purchase(machines, "linux-b", Duration.ofSeconds(2));
        assertThatThrownBy(() -> machines.buy(second)).isInstanceOf(Failure.class);
        assertThat(site.pools()).containsExactly("linux-a");
        site.pass(Duration.ofMinutes(3));
        site.buy(machines, "linux-c");
        assertThat(site.pools()).containsExactly("linux-a", "linux-c");
    }

    @Test
    void aPoolForWhichThereIsNoMachineIsARemnant() throws Exception {
        site.fake.world().at(now -> {
            gke().exhaust("e2-standard-4");
            return now;
        });
        site.buy(machines, "linux-a");
        site.pass(Duration.ofMinutes(5));
        assertThat(machines.list().machines()).singleElement().satisfies(machine -> {
            assertThat(machine.state()).isEqualTo(MachineState.REMNANT);
            assertThat(machine.interruptedAt()).isEmpty();
            machines.release(machine);
        });
        site.pass(Duration.ofMinutes(3));
        assertThat(site.pools()).isEmpty();
    }

    @Test
    void aPreemptedMachineIsInterruptedAndItsNodeThatIsMadeAnewIsARemnant() throws Exception {
        site.buy(machines, "linux-a");
        site.pass(Duration.ofMinutes(5));
        site.preemptAll();
        site.pass(Duration.ofSeconds(40));
        Machine told = machines.list().machines().getFirst();
        assertThat(told.interruptedAt()).isPresent();
        assertThat(told.agent()).isEqualTo(AgentState.STOPPED);
        site.pass(Duration.ofMinutes(4));
        assertThat(site.nodes()).as("made anew").isOne();
        Machine left = machines.list().machines().getFirst();
        assertThat(left.state()).isEqualTo(MachineState.REMNANT);
        machines.release(left);
        site.pass(Duration.ofMinutes(3));
        assertThat(site.nodes()).isZero();
        assertThat(machines.list().machines()).isEmpty();
    }

    @Test
    void aReleaseWaitsForNoOtherOperationForLong() throws Exception {
        Machine machine = site.buy(machines, "linux-a");
        site.fake.world().at(now -> {
            gke().creationEndsFirst();
            return now;
        });
        site.pass(Duration.ofMinutes(5));
        machines.release(machine);
        site.pass(Duration.ofMinutes(3));
        assertThat(site.pools()).isEmpty();
    }

    @Test
    void aPoolOfOthersWithAMachinesNameIsLeftAlone() throws Exception {
        site.fake
                .world()
                .at(now -> gke().put(NodePool.newBuilder().setName("linux-a").build(), now));
        Purchase purchase = site.purchase(machines, "linux-a", Duration.ofSeconds(30));
        assertThatThrownBy(() -> machines.buy(purchase))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID));
        assertThat(site.pods()).isEmpty();
        site.pass(Duration.ofMinutes(2));
        assertThat(machines.settle(purchase).machine()).isEmpty();
        assertThat(machines.settle(purchase).askAgain()).isEmpty();
        assertThat(site.pools()).containsExactly("linux-a");
    }
}
