package io.github.dynagents.core.world;

import io.github.dynagents.core.model.OfferingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which offerings are not bought for now, on the way from one belief to the next. */
final class Withholding {
    private static final Duration REMEMBERED = Duration.ofHours(6);
    private static final Duration FIRST_BLAME = Duration.ofMinutes(5);

    private final SortedMap<OfferingId, Withheld> all = new TreeMap<>();

    Withholding(List<Withheld> before, Instant now) {
        before.stream()
                .filter(withheld -> withheld.until().plus(REMEMBERED).isAfter(now))
                .forEach(withheld -> all.put(withheld.offering(), withheld));
    }

    void learn(Outcome outcome, Seats seats) {
        if (outcome instanceof Outcome.NotBought failed) {
            Problem problem = failed.problem();
            Duration first = problem.retryAfter().orElse(Withheld.first(problem.kind()));
            seats.offeringOf(failed.name())
                    .ifPresent(offering -> withhold(
                            offering, problem.toString(), first, Withheld.longest(problem.kind()), failed.at()));
        } else if (outcome instanceof Outcome.DrainSent drain && drain.blamed().isPresent()) {
            String why = drain.blamed().get();
            seats.offeringOf(drain.name())
                    .ifPresent(offering -> withhold(offering, why, FIRST_BLAME, Withheld.LONGEST, drain.at()));
        }
    }

    void clear(OfferingId offering) {
        all.remove(offering);
    }

    /** Several failures of one moment count once. */
    private void withhold(OfferingId offering, String why, Duration first, Duration longest, Instant at) {
        Withheld before = all.get(offering);
        if (before != null && before.isActive(at)) {
            return;
        }
        int times = before == null ? 0 : before.times();
        Duration wait = before == null ? first : before.next(first, longest);
        all.put(offering, new Withheld(offering, why, at.plus(wait), times + 1, wait));
    }

    List<Withheld> result() {
        return List.copyOf(new ArrayList<>(all.values()));
    }
}
