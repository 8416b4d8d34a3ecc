package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Invariant#GONE_AFTER_DEATH}: the worst case that was told before, against the invoice. */
final class DeathCheck implements Check {
    /** A purchase that was under way at the death may still have its effect for so long. */
    private static final Duration NOTHING_COMES = Duration.ofMinutes(5);

    private final Stage stage;
    private final Findings findings;
    private Instant goneSince = Instant.MAX;
    private Instant decidedAt = Instant.MIN;
    private @Nullable Death death;

    /** @param spent at the instant from which the bound counts */
    private record Death(Money most, Money spent, Instant gone) {}

    DeathCheck(Stage stage, Findings findings) {
        this.stage = stage;
        this.findings = findings;
    }

    @Override
    public void decided(CallWatch daemon, World belief, Plan plan, Cut cut) {
        decidedAt = stage.time().now();
    }

    /** The daemon's clock may be wrong: what it says in instants counts from its own. */
    @Override
    public void died(List<Daemon> daemons) {
        if (daemons.size() != 1) {
            return; // what each of several believes is not all that there is
        }
        World world = daemons.getFirst().autoscaler().world();
        Bound bound = Bound.of(world);
        if (bound.isBounded()) {
            Instant told =
                    decidedAt.isAfter(Instant.MIN) ? decidedAt : stage.time().now();
            Money spent = stage.clouds().values().stream()
                    .map(cloud -> cloud.invoice().totalAt(told))
                    .reduce(Money.ZERO, Money::plus);
            Instant gone = told.plus(Duration.between(world.now(), bound.latest()));
            Instant now = stage.time().now();
            death = new Death(bound.most(), spent, gone.isAfter(now) ? gone : now);
        }
    }

    @Override
    public void step() {
        Death told = death;
        if (told == null) {
            return;
        }
        Instant now = stage.time().now();
        boolean gone = stage.alive() == 0;
        if (!gone) {
            goneSince = Instant.MAX;
        } else if (goneSince.isAfter(now)) {
            goneSince = now;
        }
        if (now.isAfter(told.gone()) || !goneSince.isAfter(now.minus(NOTHING_COMES))) {
            death = null;
            judge(told, gone);
        }
    }

    private void judge(Death told, boolean gone) {
        if (!gone) {
            findings.report(
                    Invariant.GONE_AFTER_DEATH, stage.alive() + " machines live beyond the bound, which is " + told);
        }
        Money spent = stage.spent().minus(told.spent());
        Optional<Money> limit = stage.scenario().limits().worstCase();
        if (spent.isMoreThan(told.most())) {
            findings.report(Invariant.GONE_AFTER_DEATH, "it cost " + spent + " since, and the bound is " + told);
        }
        if (limit.filter(spent::isMoreThan).isPresent()) {
            findings.report(Invariant.WITHIN_LIMITS, "the death cost " + spent + ", and its limit is " + limit);
        }
    }
}
