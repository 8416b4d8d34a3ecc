package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.time.Spread;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A cloud that brings up five machines at once. */
class OneAfterAnotherTest {
    private static Scene gke(long seed, Spread boot) {
        Scene scene = Scene.drone(seed);
        FakeCloud gke = FakeClouds.gke(scene.time)
                .sells(FakeOffering.of("small", Scene.DIME).boot(boot));
        return scene.account("main", gke).start();
    }

    @Test
    void manyLongJobsAreServedByMachinesThatComeUpInRoundsAndNoneIsBlamed() {
        Scene scene = gke(1, Spread.around(Duration.ofSeconds(100), 0.1));
        scene.submit(40, Duration.ofHours(1));
        scene.runFor(Duration.ofMinutes(30));
        assertThat(scene.births()).isEqualTo(40);
        assertThat(scene.ci.statistics().completed()).isZero();
        assertThat(scene.journal.all(Decision.Drain.class))
                .as("of a queue of eight rounds, the last waits longer than a boot's patience")
                .allMatch(drain -> drain.blamed().isEmpty());
        scene.runFor(Duration.ofHours(4));
        scene.endsWell();
        assertThat(scene.ci.statistics().lost()).isZero();
        assertThat(scene.births()).isEqualTo(40);
    }

    @Test
    void aPodThatIsDeletedWhileItsJobRunsEndsWithItAndNothingIsFoundAmiss() {
        Scene scene = Scene.drone(3).pool(pool -> pool.worth(Money.dollars("0.01"))); // none is bought ahead
        FakeCloud gke = FakeClouds.gke(scene.time).sells(FakeOffering.of("small", Scene.DIME));
        scene.account("main", gke);
        scene.simulation.safety(new Safety(
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Optional.empty(),
                Duration.ofMinutes(5)));
        scene.start();
        for (int i = 0; i < 12; i++) {
            scene.submit(Duration.ofMinutes(20).plusSeconds(7L * i));
            scene.runFor(Duration.ofMinutes(45));
        }
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.journal.all(Decision.Drain.class))
                .hasSize(12)
                .allMatch(drain -> drain.blamed().isEmpty());
        assertThat(scene.journal.all(Decision.Restart.class)).isEmpty();
        assertThat(scene.journal.told()).doesNotContainKey("withheld/main:small");
        assertThat(scene.ci.statistics().completed()).isEqualTo(12);
        assertThat(scene.births()).isEqualTo(12);
        scene.endsWell();
    }

    @Test
    void shortJobsDoNotBuyMachinesThatWouldComeUpWhenTheyAreDone() {
        Scene scene = gke(2, Spread.always(Duration.ofSeconds(100)));
        scene.submit(Duration.ofMinutes(1));
        scene.runFor(Duration.ofHours(1));
        int before = scene.births();
        scene.submit(40, Duration.ofMinutes(1));
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.births() - before).isLessThanOrEqualTo(25);
        scene.endsWell();
    }
}
