package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.Birth;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Several pools, providers and accounts; offerings that cannot be had, or are broken. */
class ManySourcesTest {
    private static final Money CHEAP = Money.dollars("0.09");

    private static Scene cheapAndDear(int cheapLimit) {
        Scene scene = Scene.drone(1);
        return scene.account("cheap", FakeClouds.ec2(scene.time).sells(FakeOffering.of("small", CHEAP)), cheapLimit)
                .account("dear", FakeClouds.gke(scene.time).sells(FakeOffering.of("small", Scene.DIME)));
    }

    @Test
    void theCheapAccountIsUsedUpToItsLimitAndTheDearOneTakesTheRest() {
        Scene scene = cheapAndDear(1).start();
        scene.submit(3, Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.cloud("cheap").births()).isEqualTo(1);
        assertThat(scene.cloud("dear").births()).isEqualTo(2);
        scene.endsWell();
    }

    @Test
    void jobsOfTwoPlatformsAreServedByTheirPoolsFromThreeProviders() {
        Simulation simulation = new Simulation(2);
        Platform arm = Platform.of("linux", "arm64");
        FakeCloud ec2 = FakeClouds.ec2(simulation.time())
                .sells(FakeOffering.of("amd", Scene.DIME))
                .sells(FakeOffering.of("arm", Money.dollars("0.01")).platform(arm));
        FakeCloud gke = FakeClouds.gke(simulation.time())
                .sells(FakeOffering.of("arm", Money.dollars("0.02")).platform(arm));
        FakeCloud droplets =
                FakeClouds.droplets(simulation.time()).sells(FakeOffering.of("amd", Money.dollars("0.05")));
        FakeCiServer ci = FakeCiServer.drone(simulation.time(), "ci")
                .serves(AgentProfile.of("amd", 1))
                .serves(new AgentProfile("arm", arm, Labels.NONE, 2));
        List<Supply> all =
                Stream.of("ec2", "gke", "droplets").map(Supply::parse).toList();
        simulation
                .account("ec2", ec2)
                .account("gke", gke)
                .account("droplets", droplets, 1)
                .server(ci)
                .pool(Pool.builder("amd", "ci", all).build())
                .pool(Pool.builder("arm", "ci", all).platform(arm).slots(2).build());
        simulation.startDaemon();
        simulation.time().runFor(Duration.ofMinutes(3));
        for (int i = 0; i < 4; i++) {
            ci.submit(Work.of("octo/hello", "amd", Duration.ofMinutes(10)));
            ci.submit(Work.of("octo/hello", "arm", Duration.ofMinutes(10)).on(arm));
        }
        simulation.time().runFor(Duration.ofHours(3));
        assertThat(ci.statistics().completed()).isEqualTo(8);
        assertThat(droplets.births()).as("the cheapest for amd, limited to one").isEqualTo(1);
        assertThat(ec2.births()).as("three amd, two arm with two slots each").isEqualTo(5);
        assertThat(gke.births()).isZero();
        assertThat(ec2.alive() + gke.alive() + droplets.alive()).isZero();
    }

    @Test
    void whatIsOutOfStockIsWithheldAndBoughtAgainLater() {
        Scene scene = cheapAndDear(9);
        scene.cloud("cheap").offering("small").noneUntil(scene.now().plus(Duration.ofHours(1)));
        scene.start();
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofMinutes(40));
        assertThat(scene.cloud("cheap").births()).isZero();
        assertThat(scene.cloud("dear").births()).isEqualTo(1);
        assertThat(scene.journal.told()).containsKey("withheld/cheap:small");
        scene.runFor(Duration.ofHours(1));
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(12)); // what costs a cent an hour is worth keeping for a while
        assertThat(scene.cloud("cheap").births()).isEqualTo(1);
        scene.endsWell();
    }

    @Test
    void aQuotaThatTheConfigurationDoesNotKnowIsNotRunAgainstAgainAndAgain() {
        Scene scene = cheapAndDear(9);
        scene.cloud("cheap").quota(2);
        scene.start();
        scene.submit(6, Duration.ofMinutes(30));
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.cloud("cheap").births()).isEqualTo(2);
        assertThat(scene.cloud("dear").births()).isEqualTo(4);
        assertThat(scene.journal.count(Decision.Buy.class)).isLessThanOrEqualTo(14);
        scene.endsWell();
    }

    @Test
    void theLimitOfAllMachinesIsHeldAndTheRestWaits() {
        Scene scene = cheapAndDear(9);
        scene.simulation.limits(Limits.machines(2));
        scene.start();
        scene.submit(6, Duration.ofMinutes(10));
        scene.runFor(Duration.ofMinutes(20));
        assertThat(scene.alive()).isEqualTo(2);
        assertThat(scene.journal.told()).containsKey("starving/linux");
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.births()).isEqualTo(2);
        scene.endsWell();
    }

    @TestFactory
    Stream<DynamicTest> aBrokenOfferingIsReleasedWithheldAndReplacedByAnother() {
        return Stream.of(Birth.AGENT_NEVER_CONNECTS, Birth.SCRIPT_NEVER_RUNS, Birth.NEVER_UP, Birth.ENDS_IN_ERROR)
                .flatMap(birth -> Stream.of(false, true)
                        .map(kills -> DynamicTest.dynamicTest(
                                birth + (kills ? " on Woodpecker" : " on Drone"), () -> isReplaced(birth, kills))));
    }

    private static void isReplaced(Birth birth, boolean kills) {
        Scene scene = kills ? Scene.woodpecker(3) : Scene.drone(3);
        FakeCloud cheap =
                FakeClouds.ec2(scene.time).sells(FakeOffering.of("small", CHEAP).broken(1, birth));
        FakeCloud dear = FakeClouds.ec2(scene.time).sells(FakeOffering.of("small", Scene.DIME));
        scene.account("cheap", cheap).account("dear", dear).start();
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofMinutes(40));
        assertThat(scene.ci.statistics().completed()).isEqualTo(1);
        assertThat(cheap.births()).isEqualTo(1);
        assertThat(dear.births()).isEqualTo(1);
        assertThat(cheap.alive()).isZero();
        scene.runFor(Duration.ofHours(2));
        scene.endsWell();
    }

    @TestFactory
    Stream<DynamicTest> aPoolThatOnlyFailsStopsBuyingAndSaysSo() {
        return Stream.of(Birth.AGENT_NEVER_CONNECTS, Birth.SCRIPT_NEVER_RUNS, Birth.NEVER_UP, Birth.ENDS_IN_ERROR)
                .flatMap(birth -> Stream.of(false, true)
                        .map(kills -> DynamicTest.dynamicTest(
                                birth + (kills ? " on Woodpecker" : " on Drone"), () -> stops(birth, kills))));
    }

    private static void stops(Birth birth, boolean kills) {
        Scene scene = kills ? Scene.woodpecker(4) : Scene.drone(4);
        FakeCloud cloud = FakeClouds.ec2(scene.time)
                .sells(FakeOffering.of("small", Scene.DIME).broken(1, birth));
        scene.account("main", cloud).start();
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofDays(1));
        assertThat(scene.births()).as("fewer and fewer").isBetween(4, 14);
        assertThat(scene.spent()).isLessThan(Money.dollars("0.30"));
        assertThat(scene.journal.told()).containsKey("starving/linux");
        assertThat(scene.journal.told().toString()).contains("main:small is not bought for now");
        Instant repaired = scene.now();
        cloud.offering("small").broken(0, Birth.GOOD);
        scene.runFor(Duration.ofHours(10));
        assertThat(scene.ci.statistics().completed()).as("since " + repaired).isEqualTo(1);
        scene.endsWell();
    }

    @Test
    void anOfferingOfWhichSomeBootsFailIsUsedAllTheSame() {
        Scene scene = Scene.drone(5);
        FakeCloud cloud = FakeClouds.ec2(scene.time)
                .sells(FakeOffering.of("small", Scene.DIME).broken(0.3, Birth.AGENT_NEVER_CONNECTS));
        scene.account("main", cloud).start();
        for (int i = 0; i < 20; i++) {
            scene.submit(Duration.ofMinutes(5));
            scene.runFor(Duration.ofMinutes(30));
        }
        scene.runFor(Duration.ofHours(8));
        assertThat(scene.ci.statistics().completed()).isEqualTo(20);
        scene.endsWell();
    }
}
