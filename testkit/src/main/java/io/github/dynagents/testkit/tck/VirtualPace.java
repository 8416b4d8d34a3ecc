package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Virtual time: calls are made in the caller's thread, one after the other, at one instant. */
public final class VirtualPace implements Pace {
    private final VirtualTime time;

    /** Moves that time, which the backend goes by too. */
    public VirtualPace(VirtualTime time) {
        this.time = time;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void pass(Duration span) {
        time.runFor(span);
    }

    @Override
    public <T> List<Answer<T>> together(Duration deadline, List<Call<T>> calls) {
        List<Optional<Answer<T>>> answers = new ArrayList<>();
        Seam.Lane lane = time.lane("contract", calls.size());
        for (Call<T> call : calls) {
            int place = answers.size();
            answers.add(Optional.empty());
            lane.submit(0, deadline, call, answer -> answers.set(place, Optional.of(answer)));
        }
        while (answers.stream().anyMatch(Optional::isEmpty)) {
            if (!time.step()) {
                throw new AssertionError("a call was never answered, and nothing is left to happen");
            }
        }
        lane.close();
        return answers.stream().map(Optional::orElseThrow).toList();
    }
}
