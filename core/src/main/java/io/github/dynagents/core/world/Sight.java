package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.spi.CiQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of one machine in one tick.
 *
 * @param listedAt when its cloud was asked
 * @param server its CI server
 * @param jobs that its agent has, by the server's word
 * @param connected whether the server lists its agent
 */
record Sight(Instant now, Optional<Instant> listedAt, Observed<CiQueue> server, List<Job> jobs, boolean connected) {}
