package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Machines;
import java.util.List;

/** What stands between one daemon and the fakes. */
interface Wiring {
    /** Nothing. */
    Wiring DIRECT = new Wiring() {};

    /** What the daemon gets as that account. */
    default Machines machines(String account, Machines fake) {
        return fake;
    }

    /** What the daemon gets as that CI server. */
    default CiServer server(String name, CiServer fake) {
        return fake;
    }

    /** Who listens to that daemon alone. */
    default List<Autoscaler.Listener> listeners() {
        return List.of();
    }
}
