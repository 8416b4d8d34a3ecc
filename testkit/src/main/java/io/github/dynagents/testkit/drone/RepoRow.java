package io.github.dynagents.testkit.drone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A repository and its builds, oldest first. Guarded by {@link DroneStore}'s lock. */
final class RepoRow {
    final long id;
    final String namespace;
    final String name;
    final boolean hidden;
    final List<BuildRow> builds = new ArrayList<>();

    /** What the forge would answer for {@code .drone.yml} now; empty for what each build had. */
    Optional<List<StageSpec>> pipeline = Optional.empty();

    private final long created;
    private long version = 1;

    RepoRow(long id, String slug, boolean hidden, long created) {
        int slash = slug.indexOf('/');
        if (slash < 1 || slash == slug.length() - 1 || slug.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException("not a repository (owner/name): \"" + slug + "\"");
        }
        this.id = id;
        this.namespace = slug.substring(0, slash);
        this.name = slug.substring(slash + 1);
        this.hidden = hidden;
        this.created = created;
    }

    String slug() {
        return namespace + "/" + name;
    }

    String link() {
        return "http://forge.invalid/" + slug();
    }

    long nextNumber() {
        version++;
        return builds.size() + 1L;
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("uid", String.valueOf(1000 + id))
                .put("user_id", 1)
                .put("namespace", namespace)
                .put("name", name)
                .put("slug", slug())
                .put("scm", "")
                .put("git_http_url", link() + ".git")
                .put("git_ssh_url", "")
                .put("link", link())
                .put("default_branch", "main")
                .put("private", hidden)
                .put("visibility", hidden ? "private" : "public")
                .put("active", true)
                .put("config_path", ".drone.yml")
                .put("trusted", false)
                .put("protected", false)
                .put("ignore_forks", false)
                .put("ignore_pull_requests", false)
                .put("auto_cancel_pull_requests", false)
                .put("auto_cancel_pushes", false)
                .put("timeout", 60)
                .put("counter", builds.size())
                .put("synced", 0)
                .put("created", created)
                .put("updated", created)
                .put("version", version);
    }
}
