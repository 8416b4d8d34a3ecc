package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of one machine in one tick.
 *
 * @param cloud the list that it is in, or is not
 * @param server its CI server
 * @param jobs that its agent has, by the server's word
 * @param connected whether the server lists its agent
 */
record Sight(Instant now, Observed<Listing> cloud, Observed<CiQueue> server, List<Job> jobs, boolean connected) {
    /** When its cloud was asked. */
    Optional<Instant> listedAt() {
        return cloud.at();
    }
}
