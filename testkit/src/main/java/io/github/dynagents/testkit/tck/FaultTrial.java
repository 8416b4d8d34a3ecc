package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.fault.CallKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came of one call with one fault, on a backend of its own. Tried once; several tests look at it, each at another
 * side.
 *
 * @param failure what the call said; of a mark, what it said of the machine; empty if it did well
 * @param isTrue whether what it said, if it did well, is true at the backend
 * @param overstayed that it went on beyond its deadline; then the rest is not looked at
 * @param afterwards what was wrong once all was mended
 * @param secrets all that may not be seen
 */
record FaultTrial(
        CallKind call,
        RawFault fault,
        Optional<Failure> failure,
        boolean isTrue,
        Optional<String> overstayed,
        Optional<String> afterwards,
        List<String> secrets) {
    private static final String NAME = "victim";

    /** Each call that the cloud has, with each fault that its backend can make. */
    static List<FaultTrial> all(Rules rules) {
        Bench asked = rules.bench();
        List<FaultTrial> trials = new ArrayList<>();
        for (CallKind call : CallKind.values()) {
            if (exists(asked, call)) {
                for (RawFault fault : asked.backend.faults(call)) {
                    try (Bench bench = rules.newBench()) {
                        trials.add(tryOut(bench, call, fault));
                    }
                }
            }
        }
        return trials;
    }

    private static boolean exists(Bench bench, CallKind call) {
        return switch (call) {
            case OFFERINGS, LIST, BUY, SETTLE, RELEASE, TIDY -> true;
            case MARK -> bench.grants.leases() == LeaseChannel.LIVE;
            case START_AGENT -> bench.grants.can(Capability.START_AGENT);
            case STOP_AGENT -> bench.grants.can(Capability.STOP_AGENT);
            case QUEUE, FINISHED, ENROL, REVOKE, CORDON, RESTART -> false; // of CI servers
        };
    }

    private static FaultTrial tryOut(Bench bench, CallKind call, RawFault fault) {
        Purchase purchase = bench.purchase(NAME);
        Optional<Machine> machine = call == CallKind.BUY
                ? Optional.empty()
                : Optional.of(
                        call == CallKind.START_AGENT || call == CallKind.STOP_AGENT
                                ? bench.buysUp(NAME)
                                : bench.buys(purchase));
        bench.pace.pass(bench.grants.listLag());
        if (call == CallKind.TIDY) { // so that there is something to tidy
            machine.ifPresent(bench::releasesForGood);
            bench.pace.pass(TidyRules.OLD);
        }
        Purchase now = call == CallKind.BUY ? bench.purchase(NAME) : purchase;
        bench.backend.breaks(call, fault);
        Answer<?> answer;
        try {
            answer = make(bench, call, now, machine);
        } catch (AssertionError late) {
            bench.backend.mend();
            return new FaultTrial(
                    call,
                    fault,
                    Optional.empty(),
                    true,
                    Optional.of(String.valueOf(late.getMessage())),
                    Optional.empty(),
                    List.of());
        }
        Optional<Failure> failure = failure(answer);
        boolean isTrue = failure.isPresent() || call != CallKind.BUY || bench.billed(NAME) == 1;
        return new FaultTrial(
                call, fault, failure, isTrue, Optional.empty(), afterwards(bench, call, now), bench.secrets());
    }

    private static Answer<?> make(Bench bench, CallKind call, Purchase purchase, Optional<Machine> bought) {
        return switch (call) {
            case OFFERINGS -> bench.tries(bench.cloud()::offerings);
            case LIST -> bench.tries(bench.cloud()::list);
            case BUY -> bench.triesToBuy(purchase);
            case SETTLE -> bench.tries(() -> bench.cloud().settle(purchase));
            case MARK ->
                bench.tries(
                        () -> bench.cloud().mark(new TreeMap<>(Map.of(purchase.name(), bench.leaseFromNow(false)))));
            case START_AGENT -> bench.triesTo(() -> bench.cloud().startAgent(bought.orElseThrow(), purchase.agent()));
            case STOP_AGENT -> bench.triesTo(() -> bench.cloud().stopAgent(bought.orElseThrow()));
            case RELEASE -> bench.triesTo(() -> bench.cloud().release(bought.orElseThrow()));
            case TIDY -> bench.triesTo(() -> bench.cloud().tidy(new TreeSet<>()));
            case QUEUE, FINISHED, ENROL, REVOKE, CORDON, RESTART -> throw new IllegalArgumentException("not ours");
        };
    }

    private static Optional<Failure> failure(Answer<?> answer) {
        return switch (answer) {
            case Answer.Failed<?> failed -> Optional.of(failed.failure());
            case Answer.Value<?> value ->
                value.value() instanceof Map<?, ?> failures
                        ? Optional.ofNullable((Failure) failures.get(new MachineName(NAME)))
                        : Optional.empty();
        };
    }

    private static Optional<String> afterwards(Bench bench, CallKind call, Purchase purchase) {
        try {
            bench.backend.mend();
            if (call == CallKind.BUY) {
                boolean made = bench.billed(NAME) > 0;
                boolean found = bench.settles(purchase).machine().isPresent();
                if (made != found) {
                    return Optional.of("a machine was " + (made ? "" : "not ") + "made, and settle says the contrary");
                }
            }
            bench.list();
            bench.buys("afterwards");
            bench.leavesNothing();
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return call + ", " + fault;
    }
}
