package io.github.dynagents.testkit.tck;

import io.github.dynagents.testkit.fault.CallKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One step of a random script, which does not depend on what the steps before it did: any of them can be left out.
 *
 * @param place which of the names it is about, or how long to wait
 * @param fault what the backend does wrong meanwhile
 */
record Step(Act act, int place, Optional<RawFault> fault) {
    /** Some names begin with others. */
    static final List<String> NAMES = List.of("web", "web-1", "job", "job-10");

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(2), Duration.ofMinutes(15));

    /** What can be done. */
    enum Act {
        BUY(CallKind.BUY),
        SETTLE(CallKind.SETTLE),
        LIST(CallKind.LIST),
        RENEW(CallKind.MARK),
        DRAIN(CallKind.MARK),
        START_AGENT(CallKind.START_AGENT),
        STOP_AGENT(CallKind.STOP_AGENT),
        RELEASE(CallKind.RELEASE),
        TIDY(CallKind.TIDY),
        REOPEN,
        WAIT,
        VANISH;

        private final Optional<CallKind> call;

        Act(CallKind call) {
            this.call = Optional.of(call);
        }

        Act() {
            this.call = Optional.empty();
        }
    }

    String name() {
        return NAMES.get(place);
    }

    Duration time() {
        return WAITS.get(place);
    }

    /** Begins to go wrong, if it does. */
    void breaks(Backend backend) {
        act.call.ifPresent(call -> fault.ifPresent(what -> backend.breaks(call, what)));
    }

    /** A script of so many steps, with one fault in four calls. */
    static List<Step> script(RandomGenerator random, int steps, Backend backend) {
        Map<CallKind, List<RawFault>> faults = new EnumMap<>(CallKind.class);
        List<Act> acts = new ArrayList<>(List.of(Act.values()));
        acts.addAll(List.of(Act.BUY, Act.BUY, Act.LIST, Act.SETTLE, Act.WAIT, Act.WAIT));
        List<Step> script = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            Act act = acts.get(random.nextInt(acts.size()));
            int place = random.nextInt(NAMES.size());
            boolean goesWrong = random.nextInt(4) == 0;
            List<RawFault> possible = act.call
                    .map(call -> faults.computeIfAbsent(call, kind -> inOrder(backend.faults(kind))))
                    .orElse(List.of());
            script.add(new Step(
                    act,
                    place,
                    goesWrong && !possible.isEmpty()
                            ? Optional.of(possible.get(random.nextInt(possible.size())))
                            : Optional.empty()));
        }
        return script;
    }

    private static List<RawFault> inOrder(Set<RawFault> faults) {
        return faults.stream()
                .filter(fault -> fault != RawFault.NOT_FOUND) // which would be a lie of the cloud's about what it has
                .sorted()
                .toList();
    }

    @Override
    public String toString() {
        String what = switch (act) {
            case BUY, SETTLE, START_AGENT, STOP_AGENT, RELEASE, VANISH -> act + " " + name();
            case WAIT -> act + " " + time();
            case LIST, RENEW, DRAIN, TIDY, REOPEN -> act.toString();
        };
        return fault.map(with -> what + ", " + with).orElse(what);
    }
}
