package io.github.dynagents.testkit.fault;

import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What goes wrong with the calls to one place: next, for a while, or by chance. Asked in this order: what was scripted
 * for the next call, then windows and chances in the order in which they were given.
 */
public final class Faults {
    private final VirtualTime time;
    private final String place;
    private final RandomGenerator random;
    private final Map<CallKind, Deque<Fault>> next = new EnumMap<>(CallKind.class);
    private final List<Rule> rules = new ArrayList<>();
    private final Map<CallKind, Integer> calls = new EnumMap<>(CallKind.class);
    private Effects effects = Effects.UNHEARD;

    private record Rule(Set<CallKind> kinds, Instant from, Instant to, double chance, Fault fault) {}

    /**
     * None yet.
     *
     * @param place for messages, and for chance of its own, such as {@code cloud}
     */
    public Faults(VirtualTime time, String place) {
        this.time = time;
        this.place = place;
        this.random = time.randomFor("faults " + place);
    }

    /** The next call of that kind goes wrong, or the one after those that were already told to. */
    public Faults next(CallKind kind, Fault fault) {
        next.computeIfAbsent(kind, k -> new ArrayDeque<>()).add(fault);
        return this;
    }

    /** From one instant up to another, calls of these kinds go wrong; of all kinds, if none is named. */
    public Faults during(Instant from, Instant to, Fault fault, CallKind... kinds) {
        return between(from, to, 1, fault, kinds);
    }

    /** From one instant up to another, each call of these kinds goes wrong with that chance; of all kinds, if none is named. */
    public Faults between(Instant from, Instant to, double chance, Fault fault, CallKind... kinds) {
        rules.add(new Rule(of(kinds), from, to, chance, fault));
        return this;
    }

    /** From now on, calls of these kinds go wrong; of all kinds, if none is named. */
    public Faults always(Fault fault, CallKind... kinds) {
        return during(time.now(), Instant.MAX, fault, kinds);
    }

    /** From now on, each call of these kinds goes wrong with that chance; of all kinds, if none is named. */
    public Faults sometimes(double chance, Fault fault, CallKind... kinds) {
        return between(time.now(), Instant.MAX, chance, fault, kinds);
    }

    /** Tells of every call that goes wrong. */
    public Faults effects(Effects listener) {
        effects = listener;
        return this;
    }

    /** Nothing goes wrong any more. */
    public void clear() {
        next.clear();
        rules.clear();
    }

    /** How many calls of that kind were made, whatever became of them. */
    public int calls(CallKind kind) {
        return calls.getOrDefault(kind, 0);
    }

    /** Makes a call, unless it goes wrong. */
    public <T> T around(CallKind kind, Call<T> call) throws Failure {
        calls.merge(kind, 1, Integer::sum);
        Optional<Fault> fault = draw(kind);
        if (fault.isEmpty()) {
            return call.make();
        }
        time.note(() -> place + ": " + kind + " goes wrong: " + fault.get());
        effects.took(fault.get().faultKind(), place);
        return switch (fault.get()) {
            case Fault.Refused refused -> throw refuse(kind, refused);
            case Fault.Doubtful doubtful -> throw doubt(doubtful.kind(), kind);
            case Fault.AnswerLost() -> {
                call.make();
                throw doubt(Failure.Kind.UNAVAILABLE, kind);
            }
            case Fault.Hangs hangs -> {
                if (hangs.withEffect()) {
                    call.make();
                }
                throw time.hang();
            }
            case Fault.HappensLater later -> {
                time.after(later.after(), () -> makeUnseen(kind, call));
                throw time.hang();
            }
            case Fault.Slow slow -> {
                time.elapse(slow.by());
                yield call.make();
            }
            case Fault.Throws bug -> throw bug.bug().get();
            case Fault.DoesNotLink() -> throw new NoSuchMethodError(place + ": " + kind + " of another version");
        };
    }

    private Optional<Fault> draw(CallKind kind) {
        Deque<Fault> scripted = next.get(kind);
        if (scripted != null && !scripted.isEmpty()) {
            return Optional.of(scripted.remove());
        }
        for (Rule rule : rules) {
            boolean applies = rule.kinds().contains(kind)
                    && !time.now().isBefore(rule.from())
                    && time.now().isBefore(rule.to());
            if (applies && (rule.chance() >= 1 || random.nextDouble() < rule.chance())) {
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }

    private <T> void makeUnseen(CallKind kind, Call<T> call) {
        try {
            T unseen = call.make();
            time.note(() -> place + ": " + kind + " happened late: " + unseen);
        } catch (Failure e) {
            time.note(() -> place + ": " + kind + " happened late, and failed: " + e.getMessage());
        }
    }

    private Failure refuse(CallKind kind, Fault.Refused refused) {
        Failure failure = Failure.of(refused.kind(), place + ": " + kind + " is refused by a scripted fault");
        return refused.retryAfter().map(failure::retryAfter).orElse(failure);
    }

    private Failure doubt(Failure.Kind why, CallKind kind) {
        return Failure.unknownEffect(why, place + ": the answer to " + kind + " is lost by a scripted fault");
    }

    private static Set<CallKind> of(CallKind... kinds) {
        Collection<CallKind> named = Arrays.asList(kinds);
        return named.isEmpty() ? EnumSet.allOf(CallKind.class) : EnumSet.copyOf(named);
    }
}
