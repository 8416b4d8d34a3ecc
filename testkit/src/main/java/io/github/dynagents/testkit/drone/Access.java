package io.github.dynagents.testkit.drone;

import io.github.dynagents.testkit.drone.RouteTable.Handler;
import java.io.IOException;
import java.util.Optional;

/** Who may call what, and the words with which the others are sent away. */
final class Access {
    private final DroneStore store;

    Access(DroneStore store) {
        this.store = store;
    }

    /** By {@code Authorization: Bearer TOKEN}, the token alone there, or {@code ?access_token=}. */
    Optional<UserRow> user(Call call) {
        String given = call.header("Authorization").orElse("");
        String sent = given.isEmpty() ? call.parameter("access_token") : given;
        String token = sent.startsWith("Bearer ") ? sent.substring("Bearer ".length()) : sent;
        return store.locked(() -> store.users.stream()
                .filter(user -> !token.isEmpty() && user.token().reveal().equals(token))
                .findFirst());
    }

    Handler forUsers(ForUser handler) {
        return call -> {
            Optional<UserRow> user = user(call);
            return user.isPresent() ? handler.answer(call, user.get()) : unauthorized();
        };
    }

    Handler forAdmins(Handler handler) {
        return forUsers((call, user) -> user.admin() ? handler.answer(call) : Reply.message(403, "Forbidden"));
    }

    /** Public repositories are open to guests; an unknown one is not told from a hidden one. */
    Handler readingRepo(ForRepo handler) {
        return call -> {
            Optional<UserRow> user = user(call);
            Optional<RepoRow> repo = repo(call);
            boolean allowed = repo.isPresent()
                    && (!repo.get().hidden || user.map(UserRow::admin).orElse(false));
            if (allowed) {
                return handler.answer(call, repo.get());
            }
            return user.isPresent() ? notFound() : unauthorized();
        };
    }

    Handler writingRepo(ForRepoAndUser handler) {
        return forUsers((call, user) -> {
            Optional<RepoRow> repo = repo(call);
            return repo.isPresent() && user.admin() ? handler.answer(call, repo.get(), user) : notFound();
        });
    }

    private Optional<RepoRow> repo(Call call) {
        String slug = call.parts().get(0) + "/" + call.parts().get(1);
        return store.locked(() -> Optional.ofNullable(store.repos.get(slug)));
    }

    private static Reply unauthorized() {
        return Reply.message(401, "Unauthorized");
    }

    private static Reply notFound() {
        return Reply.message(404, "Not Found");
    }

    /** Answers a call of someone known. */
    @FunctionalInterface
    interface ForUser {
        Reply answer(Call call, UserRow user) throws IOException, InterruptedException;
    }

    /** Answers a call about a repository, which the first two parts of its path name. */
    @FunctionalInterface
    interface ForRepo {
        Reply answer(Call call, RepoRow repo) throws IOException, InterruptedException;
    }

    /** Answers a call that changes a repository. */
    @FunctionalInterface
    interface ForRepoAndUser {
        Reply answer(Call call, RepoRow repo, UserRow user) throws IOException, InterruptedException;
    }
}
