package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.core.world.Tolerance;
import io.github.dynagents.testkit.time.VirtualTime;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replays a workload through the production {@link Autoscaler}, under whatever policy, on virtual time: what it would
 * have cost, and how long its jobs would have waited. Of one workload, setting and policy the result is always the same.
 *
 * <p>The world of a replay is ideal: nothing fails, nothing takes time but boots and jobs. Jobs go first come first served
 * to the oldest machine with a free slot; each combination of platform and labels is a pool of its own. A machine is paid
 * for from its purchase to the instant at which it is told to go, or its last job ends; the replay of a pool ends with
 * its last job, and so do the bills of machines that are still there.
 */
public final class Replay {
    /** Until the autoscaler has seen that nothing of an earlier one is left. */
    private static final Duration WARM_UP = Duration.ofMinutes(1);

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** Longer than any trace: neither leases nor ages shall end a machine here. */
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private static final double WITHOUT_BOUND = 1e9;

    /** Of jobs that come at one instant the shorter first, so that nothing hangs on the order in which a file has them. */
    private static final Comparator<Arrival> ORDER = Comparator.comparing(Arrival::at)
            .thenComparing(arrival -> arrival.work().duration());

    private final List<Arrival> arrivals;
    private final ReplaySetting setting;
    private final VirtualTime time;
    private final SortedMap<String, ReplayPool> pools = new TreeMap<>();
    private final Map<ReplayPool.Kind, ReplayPool> byKind = new LinkedHashMap<>();
    private final ReplayTruth truth;
    private int position;

    private Replay(Workload workload, ReplaySetting setting) {
        this.arrivals = workload.arrivals().stream().sorted(ORDER).toList();
        this.setting = setting;
        this.time = new VirtualTime(setting.start().minus(WARM_UP), setting.seed());
        for (Arrival arrival : arrivals) {
            byKind.computeIfAbsent(ReplayPool.Kind.of(arrival.work()), ReplayPool::new)
                    .expect();
        }
        byKind.values().forEach(pool -> pools.put(pool.name(), pool));
        this.truth = new ReplayTruth(time, setting, pools, arrivals.size());
    }

    /** Runs it to its end. */
    public static ReplayResult run(Workload workload, Policy policy, ReplaySetting setting) {
        return new Replay(workload, setting).run(policy);
    }

    private ReplayResult run(Policy policy) {
        IdealCloud cloud = new IdealCloud(
                truth,
                time,
                setting,
                pools.values().stream().map(ReplayPool::platform).distinct().toList());
        Autoscaler autoscaler = Autoscaler.builder(time, fleet(cloud))
                .machines(IdealCloud.ACCOUNT, cloud)
                .server(IdealServer.NAME, new IdealServer(truth, time, setting.slots()))
                .policy(fromTheStartOn(policy))
                .build();
        submitNext();
        autoscaler.start();
        Duration span = arrivals.isEmpty() ? Duration.ZERO : arrivals.getLast().at();
        Instant last = setting.start().plus(span).plus(setting.patience());
        boolean more = true;
        while (more && !isOver()) {
            more = time.stepUntil(last);
        }
        return truth.close(arrivals.size());
    }

    private boolean isOver() {
        return position == arrivals.size() && truth.unfinished() == 0;
    }

    /** One event in the queue at a time, however many jobs there are. */
    private void submitNext() {
        if (position < arrivals.size()) {
            Arrival arrival = arrivals.get(position);
            time.at(setting.start().plus(arrival.at()), () -> {
                position++;
                truth.submit(arrival.work(), Objects.requireNonNull(byKind.get(ReplayPool.Kind.of(arrival.work()))));
                submitNext();
            });
        }
    }

    private Policy fromTheStartOn(Policy policy) {
        return world ->
                world.now().isBefore(setting.start()) ? new Plan(List.of(), setting.start()) : policy.decide(world);
    }

    private Fleet fleet(IdealCloud cloud) {
        Account account = new Account(IdealCloud.ACCOUNT, Integer.MAX_VALUE, cloud.capabilities(), DEADLINE);
        Tolerance usual = Tolerance.of(Limits.NONE);
        return new Fleet(
                "replay",
                new TreeMap<>(Map.of(IdealCloud.ACCOUNT, account)),
                pools.values().stream().map(this::pool).toList(),
                Limits.NONE,
                new Safety(FOR_EVER, FOR_EVER, FOR_EVER, FOR_EVER, Optional.empty(), Duration.ZERO),
                new Tolerance(
                        Integer.MAX_VALUE,
                        usual.brokenBoots(),
                        usual.unexpected(),
                        usual.clocks(),
                        usual.age(),
                        WITHOUT_BOUND));
    }

    private Pool pool(ReplayPool pool) {
        return Pool.builder(pool.name(), IdealServer.NAME, List.of(Supply.parse(IdealCloud.ACCOUNT)))
                .platform(pool.platform())
                .slots(setting.slots())
                .machines(setting.machines())
                .floor(setting.floor())
                .worth(setting.worth())
                .build();
    }
}
