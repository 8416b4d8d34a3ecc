package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.MachinesContract;
import org.junit.jupiter.api.AfterAll;

/** What every provider must do, over moto, in mode {@code ec2}. */
class Ec2ContractTest extends MachinesContract {
    @Override
    protected Backend backend() {
        return new AwsBackend();
    }

    @Override
    protected int randomScripts() {
        return 5;
    }

    @Override
    protected MachinesFactory factory() {
        return new AwsMachinesFactory();
    }

    @AfterAll
    static void motoAnswersNearlyAll() {
        System.out.println("mode ec2: " + Share.told());
        assertThat(Share.percentOfMoto()).as(Share.told()).isGreaterThanOrEqualTo(95);
    }
}
