package io.github.dynagents.aws;

import io.github.dynagents.core.model.Offering;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be bought at an instant.
 *
 * @param prices where the prices come from, in words
 */
record Look(List<Offering> offerings, List<LeftOut> leftOut, String prices) {
    Look {
        offerings = List.copyOf(offerings);
        leftOut = List.copyOf(leftOut);
    }

    /** The same, with more that is left out. */
    Look without(List<LeftOut> more) {
        return new Look(
                offerings, Stream.concat(leftOut.stream(), more.stream()).toList(), prices);
    }
}
