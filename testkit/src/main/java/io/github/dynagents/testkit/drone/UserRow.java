package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Secret;

/** An account of the server. */
record UserRow(long id, String login, String email, boolean machine, boolean admin, Secret token, long created) {
    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("login", login)
                .put("email", email)
                .put("machine", machine)
                .put("admin", admin)
                .put("active", true)
                .put("avatar", "")
                .put("syncing", false)
                .put("synced", 0)
                .put("created", created)
                .put("updated", created)
                .put("last_login", 0);
    }
}
