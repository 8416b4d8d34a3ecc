package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.droneclient.internal.Stage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stage's three ids: what a job's id is made of, so that its build can be found again. */
record StageId(long repo, long build, long stage) {
    private static final Pattern VALUE = Pattern.compile("(\\d{1,18})/(\\d{1,18})/(\\d{1,18})");

    static StageId of(Stage stage) {
        return new StageId(stage.repoId(), stage.buildId(), stage.id());
    }

    static StageId read(JobId job) throws Failure {
        Matcher ids = VALUE.matcher(job.value());
        if (!ids.matches()) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "job " + job + " is not of a Drone server: its id should read repository/build/stage in numbers");
        }
        return new StageId(Long.parseLong(ids.group(1)), Long.parseLong(ids.group(2)), Long.parseLong(ids.group(3)));
    }

    JobId on(String server) {
        return new JobId(server, repo + "/" + build + "/" + stage);
    }

    /** The repository as jobs bear it: the queue tells no more than its id. */
    String repoText() {
        return Long.toString(repo);
    }
}
