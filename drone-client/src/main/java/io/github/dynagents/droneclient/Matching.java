package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.droneclient.internal.Stage;
import java.util.List;

/** The rule by which Drone's scheduler gives a stage to a runner. */
final class Matching {
    private final List<DroneAgents> profiles;

    Matching(List<DroneAgents> profiles) {
        this.profiles = profiles;
    }

    /** The pools whose runners would be given a stage, in the order of the configuration. */
    List<String> servedBy(Wish wish) {
        return profiles.stream()
                .filter(agents -> gives(wish, agents))
                .map(DroneAgents::pool)
                .toList();
    }

    private static boolean gives(Wish wish, DroneAgents agents) {
        return or(wish.kind(), "pipeline").equals(agents.kind())
                && or(wish.type(), "docker").equals(agents.type())
                && fits(wish.platform(), agents.platform())
                && wish.labels().equals(agents.labels());
    }

    /** A runner that tells nothing of its platform is given stages of any. */
    private static boolean fits(Platform asked, Platform runner) {
        if (runner.os().isEmpty()
                && runner.arch().isEmpty()
                && runner.variant().isEmpty()
                && runner.kernel().isEmpty()) {
            return true;
        }
        return runner.os().equals(asked.os())
                && runner.arch().equals(asked.arch())
                && (asked.variant().isEmpty() || asked.variant().equals(runner.variant()))
                && (asked.kernel().isEmpty() || asked.kernel().equals(runner.kernel()));
    }

    private static String or(String word, String otherwise) {
        return word.isEmpty() ? otherwise : word;
    }

    /** What a stage asks for; empty where it does not say. */
    record Wish(String kind, String type, Platform platform, Labels labels) {
        static Wish of(Stage stage) {
            return new Wish(
                    Text.orEmpty(stage.kind()),
                    Text.orEmpty(stage.type()),
                    new Platform(
                            Text.orEmpty(stage.os()),
                            Text.orEmpty(stage.arch()),
                            Text.orEmpty(stage.variant()),
                            Text.orEmpty(stage.kernel())),
                    stage.labels() == null ? Labels.NONE : Labels.of(stage.labels()));
        }
    }
}
