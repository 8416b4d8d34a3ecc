package io.github.dynagents.testkit.fault;

import java.time.Duration;
import java.util.List;

/**
 * One fault of a plan.
 *
 * @param place where: an account, a CI server, or the daemon
 * @param calls of calls that go wrong, the kinds; all if none is named
 * @param from since the start; what happens once happens then
 * @param to until when it goes on, since the start
 * @param chance of each occasion within that time
 * @param size how long a call, an absence or a notice takes, how far a clock leaps: whatever is measured in time
 * @param count of what is counted: calls until a crash, machines of a quota
 */
public record PlannedFault(
        FaultKind kind,
        String place,
        List<CallKind> calls,
        Duration from,
        Duration to,
        double chance,
        Duration size,
        int count) {
    public PlannedFault {
        calls = List.copyOf(calls);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.toString()).append(" at ").append(place);
        if (!calls.isEmpty()) {
            text.append(" in ").append(calls);
        }
        text.append(" from ").append(from).append(" to ").append(to);
        text.append(String.format(java.util.Locale.ROOT, ", chance %.2f", chance));
        return text.append(", size ")
                .append(size)
                .append(", count ")
                .append(count)
                .toString();
    }
}
