package io.github.dynagents.testkit.drone;

/** Whom the server tells of a build's life. Both are called with the store's lock held and must not wait. */
interface Announcements {
    /** The event stream: everything a runner reports, nothing at enqueue. */
    void publish(BuildRow build);

    /** The webhook: {@code created} or {@code updated}. */
    void send(String action, BuildRow build);
}
