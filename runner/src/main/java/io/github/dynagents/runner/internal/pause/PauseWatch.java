package io.github.dynagents.runner.internal.pause;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Seam;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** Looks for the pause file now and then, off the loop, and tells the autoscaler of it. */
public final class PauseWatch {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.daemon");

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final Seam seam;
    private final Seam.Lane lane;
    private final PauseFile file;
    private final Autoscaler autoscaler;
    private Optional<String> before = Optional.empty();

    /** Prepares it. */
    public PauseWatch(Seam seam, PauseFile file, Autoscaler autoscaler) {
        this.seam = seam;
        this.lane = seam.lane("pause-file", 1);
        this.file = file;
        this.autoscaler = autoscaler;
    }

    /** Looks once before it returns, so that a paused daemon starts paused; then again and again. */
    public void start() {
        Optional<String> first = file.read();
        seam.post(() -> seen(first));
    }

    private void look() {
        lane.submit(0, ANSWERS_WITHIN, file::read, answer -> seen(words(answer)));
    }

    private Optional<String> words(Answer<Optional<String>> answer) {
        return switch (answer) {
            case Answer.Value<Optional<String>> text -> text.value();
            case Answer.Failed<Optional<String>> failed ->
                Optional.of("paused because " + file.path() + " cannot be looked at ("
                        + failed.failure().kind() + ")");
        };
    }

    private void seen(Optional<String> now) {
        if (!now.equals(before)) {
            before = now;
            now.ifPresentOrElse(this::pause, this::resume);
        }
        seam.at(seam.now().plus(EVERY), this::look);
    }

    private void pause(String why) {
        LOG.log(
                Level.WARNING,
                "buys nothing, and lets idle machines go, until \"dynagents resume\" removes " + file.path() + ": "
                        + why);
        autoscaler.pause(why);
    }

    private void resume() {
        LOG.log(Level.INFO, "is no longer paused");
        autoscaler.resume();
    }
}
