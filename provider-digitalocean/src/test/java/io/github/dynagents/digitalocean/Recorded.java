package io.github.dynagents.digitalocean;

import io.github.dynagents.testkit.http.LoopbackHttp;

/**
 * A request and its answer.
 *
 * @param honest whether the answer is one that DigitalOcean would give, rather than a fault on the way
 */
record Recorded(LoopbackHttp.Request request, LoopbackHttp.Conduct.Answer answer, boolean honest) {}
