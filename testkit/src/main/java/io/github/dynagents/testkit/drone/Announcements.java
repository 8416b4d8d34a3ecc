package io.github.dynagents.testkit.drone;

/** Whom the server tells of a build's life. All are called with the store's lock held and must not wait. */
interface Announcements {
    /** The event stream: everything a runner reports, nothing at enqueue. */
    void publish(BuildRow build);

    /** The webhook, of a build as its owner caused it. */
    void created(BuildRow build);

    /** The webhook, of what a runner reported. */
    void reported(BuildRow build);

    /** The webhook, of a build that was taken back. */
    void cancelled(BuildRow build);
}
