package io.github.dynagents.gcp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The least that the credentials need, as a custom role of Google's IAM and roles of the cluster. */
final class Rights {
    /** One thing that the cluster's API is asked for. */
    record Right(String resource, List<String> verbs, boolean ofCluster) {}

    /** All that is asked of the cluster's API. */
    static final List<Right> OF_CLUSTER = List.of(
            new Right("pods", List.of("create", "delete", "get", "list", "patch"), false),
            new Right("secrets", List.of("create", "delete", "get", "list"), false),
            new Right("nodes", List.of("list"), true));

    private static final List<String> TO_LOOK = List.of("container.clusters.get");
    private static final List<String> TO_BUY_POOLS = List.of("container.clusters.get", "container.clusters.update");

    /** Where a cluster's DNS endpoint is, Google asks for this before the cluster is asked for anything. */
    private static final String TO_CONNECT = "container.clusters.connect";

    private Rights() {}

    /** Of Google's own API. */
    static List<String> ofGoogle(Setup setup) {
        List<String> all = new ArrayList<>(setup.ownPools() ? TO_BUY_POOLS : TO_LOOK);
        boolean byName = setup.kubernetesEndpoint()
                .filter(endpoint -> String.valueOf(endpoint.getHost()).endsWith(".gke.goog"))
                .isPresent();
        if (byName) {
            all.add(TO_CONNECT);
        }
        return all;
    }

    /** To be given to {@code gcloud} and {@code kubectl}; USER is whoever the credentials are. */
    static String of(Setup setup) {
        return """
                ---
                # A custom role of project %s: gcloud iam roles create dynagents --project=%s \\
                #     --title=dynagents --permissions=%s
                # bound to the daemon's service account%s.
                #
                # The rest is for the cluster: kubectl apply -f -, with the service account's e-mail in place of USER.
                """.formatted(
                        setup.project(),
                        setup.project(),
                        String.join(",", ofGoogle(setup)),
                        setup.ownPools() ? ", which also needs roles/iam.serviceAccountUser on that of the nodes" : "")
                + """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata:
                  name: dynagents
                  namespace: %1$s
                rules:
                %2$s
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata:
                  name: dynagents
                  namespace: %1$s
                subjects:
                - kind: User
                  name: USER
                roleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: Role
                  name: dynagents
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata:
                  name: dynagents
                rules:
                %3$s
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata:
                  name: dynagents
                subjects:
                - kind: User
                  name: USER
                roleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: ClusterRole
                  name: dynagents
                """.formatted(setup.namespace(), rules(false), rules(true));
    }

    private static String rules(boolean ofCluster) {
        return OF_CLUSTER.stream()
                .filter(right -> right.ofCluster() == ofCluster)
                .map(right -> """
                        - apiGroups: [""]
                          resources: [%s]
                          verbs: [%s]""".formatted(right.resource(), String.join(", ", right.verbs())))
                .collect(Collectors.joining("\n"));
    }
}
