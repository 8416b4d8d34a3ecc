package io.github.dynagents.gcp;

import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The API server behind the gate. */
interface KubeServer extends AutoCloseable {
    /** The kubeconfig of a real one; fabric8's serves where there is none. */
    String KUBECONFIG = "dynagents.kubeconfig";

    /** The real one, if there is one, else fabric8's. */
    static KubeServer open() {
        return Optional.ofNullable(System.getProperty(KUBECONFIG))
                .<KubeServer>map(path -> new RealKubeServer(Path.of(path)))
                .orElseGet(Fabric8Server::new);
    }

    /** What it answers at that time of the fake's. */
    Conduct.Answer answer(LoopbackHttp.Request request, KubePath path, Instant now);

    @Override
    void close();
}
