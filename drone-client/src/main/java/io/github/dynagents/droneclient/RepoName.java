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

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
