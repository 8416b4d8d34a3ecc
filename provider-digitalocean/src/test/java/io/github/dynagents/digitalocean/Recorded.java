package io.github.dynagents.digitalocean;

/**
 * A request and its answer.
 *
 * @param honest whether the answer is one that DigitalOcean would give, rather than a fault on the way
 */
record Recorded(LoopbackHttp.Request request, LoopbackHttp.Conduct.Answer answer, boolean honest) {}
