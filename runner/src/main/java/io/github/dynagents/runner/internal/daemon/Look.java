package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.interpret.LiveSeam;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One read-only tick: what is seen, and what would be done.
 *
 * @param world what was seen
 * @param cut what would be done, and what the limits would refuse
 * @param findings what is wrong in the accounts
 */
public record Look(World world, Cut cut, Findings findings) {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.plan");

    /**
     * Looks at everything once, and examines the accounts meanwhile. What does not answer within its timeout is shown as
     * unknown.
     *
     * @param most how long to wait for sources that neither answer nor fail
     */
    public static Look at(Opened opened, Duration most) throws InterruptedException, TimeoutException {
        CompletableFuture<Look> seen = new CompletableFuture<>();
        CompletableFuture<Findings> found = new CompletableFuture<>();
        Autoscaler.Listener listener = new Autoscaler.Listener() {
            @Override
            public void decided(World world, Plan plan, Cut cut) {
                if (Sights.isComplete(world.seen())) {
                    seen.complete(new Look(world, cut, Findings.NONE));
                }
            }

            @Override
            public void failed(RuntimeException why) {
                seen.completeExceptionally(why);
            }
        };
        try (LiveSeam seam = new LiveSeam(e -> LOG.log(Level.ERROR, "an event failed", e));
                Autoscaler autoscaler =
                        opened.autoscaler(seam).dryRun(true).listener(listener).build()) {
            opened.pauseFile().read().ifPresent(autoscaler::pause);
            opened.examine(seam, found::complete);
            autoscaler.start();
            Look look = seen.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return new Look(look.world(), look.cut(), found.get()); // which always comes: the seam bounds each account
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether every source answered. */
    public boolean isWhole() {
        return Sights.unknown(world.seen()).isEmpty();
    }
}
