package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;

/** The objects of one namespace, and the nodes, as the cluster's own programs see and change them. */
interface KubeObjects {
    /** Another one whenever anything may have changed. */
    long version();

    /** The oldest first. */
    List<Pod> pods();

    /** All that is in a Secret, as text; empty if there is none. */
    Optional<String> secret(String name);

    /** Places a pod, as the scheduler does. */
    void bind(Pod pod, String node);

    /** Says what a pod does, as the node's kubelet does. */
    void status(Pod pod, PodStatus status);

    /** A pod is no more. */
    void remove(Pod pod);

    /** Registers a node, or says how it is. */
    void show(Node node);

    /** A node is no more. */
    void hide(String node);
}
