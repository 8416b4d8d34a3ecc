package io.github.dynagents.droneclient;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.droneclient.internal.Repo;

/** What a repository is called in addresses. */
record RepoName(String namespace, String name) {
    static RepoName of(Repo repo) throws Failure {
        String where = "a list of repositories";
        return new RepoName(
                Json.need(repo.namespace(), where, "namespace of repository " + repo.id()),
                Json.need(repo.name(), where, "name of repository " + repo.id()));
    }

    /**
     * Reads {@code namespace/name}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static RepoName parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("not a repository (namespace/name): \"" + Text.line(text) + "\"");
        }
        return new RepoName(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
