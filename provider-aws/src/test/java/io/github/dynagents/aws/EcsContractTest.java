package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.MachinesContract;
import org.junit.jupiter.api.AfterAll;

/** What every provider must do, over moto, in mode {@code ecs}. */
class EcsContractTest extends MachinesContract {
    @Override
    protected Backend backend() {
        return new EcsBackend();
    }

    @Override
    protected int randomScripts() {
        return 3;
    }

    @Override
    protected MachinesFactory factory() {
        return new AwsMachinesFactory();
    }

    @AfterAll
    static void motoAnswersNearlyAll() {
        System.out.println("mode ecs: " + Share.told());
        assertThat(Share.percentOfMoto()).as(Share.told()).isGreaterThanOrEqualTo(95);
    }
}
