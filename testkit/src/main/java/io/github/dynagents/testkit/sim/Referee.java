package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.cloud.CloudWatcher;
import io.github.dynagents.testkit.cloud.Invoice;
import io.github.dynagents.testkit.time.VirtualProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All checks of one run, and what its daemons decided. */
final class Referee implements CloudWatcher {
    private final Stage stage;
    private final IdentityCheck identity;
    private final List<Check> checks;
    private final List<Check> stepping;
    private final List<Decided> decisions = new ArrayList<>();

    /** What one daemon decided. */
    record Decided(Instant at, String daemon, Decision decision) {
        @Override
        public String toString() {
            return at + " " + daemon + " " + decision;
        }
    }

    Referee(Stage stage, Findings findings) {
        this.stage = stage;
        Fullness fullness = new Fullness(stage, findings);
        identity = new IdentityCheck(stage, findings);
        stepping = List.of(
                new StarvationCheck(stage, findings, fullness),
                new LostJobCheck(stage, findings),
                new CostCheck(stage, findings),
                new DeathCheck(stage, findings));
        checks = new ArrayList<>(stepping);
        checks.addAll(List.of(
                fullness,
                identity,
                new BusyCheck(stage, findings),
                new UnknownCheck(stage, findings),
                new LoopCheck(stage, findings)));
    }

    Autoscaler.Listener listener(VirtualProcess process, CallWatch watch) {
        return new Autoscaler.Listener() {
            @Override
            public void decided(World world, Plan plan, Cut cut) {
                for (Decision decision : cut.kept()) {
                    Decided decided = new Decided(stage.time().now(), process.toString(), decision);
                    decisions.add(decided);
                    stage.time().note(() -> decided.daemon() + " decides " + decision);
                }
                cut.refused().forEach(refused -> stage.time().note(() -> process + " may not " + refused));
                tell(check -> check.decided(watch, world, plan, cut));
            }

            @Override
            public void failed(RuntimeException why) {
                tell(check -> check.failed(why));
            }
        };
    }

    void step() {
        for (Check check : stepping) {
            check.step();
        }
    }

    void died(List<Daemon> daemons) {
        tell(check -> check.died(daemons));
    }

    @Override
    public void born(Invoice.Item machine, Purchase purchase) {
        tell(check -> check.born(machine, purchase));
    }

    @Override
    public void taken(Invoice.Item machine, String call, int jobs) {
        tell(check -> check.taken(machine, call, jobs));
    }

    @Override
    public void ended(Invoice.Item machine) {
        tell(check -> check.ended(machine));
    }

    private void tell(Consumer<Check> what) {
        checks.forEach(what);
    }

    List<Decided> decisions() {
        return decisions;
    }

    int doubles() {
        return identity.doubles();
    }
}
