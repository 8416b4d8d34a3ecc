package io.github.dynagents.gcp;

import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What API servers do and fabric8's does not: to delete a pod gracefully, to bind it, preconditions, pages, birth dates at
 * the fake's time, and to say what one may.
 */
final class KubeGaps {
    private static final String JSON = "application/json";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Server server;
    private final Map<String, Deletion> deletions = new ConcurrentHashMap<>();

    /** What is asked of the server behind. */
    @FunctionalInterface
    interface Server {
        Conduct.Answer ask(String method, String path, String body, String contentType);
    }

    private record Deletion(Instant at, long grace) {}

    KubeGaps(Server server) {
        this.server = server;
    }

    Conduct.Answer answer(LoopbackHttp.Request request, KubePath path, Instant now) {
        String method = request.method();
        if (path.isList(method)) {
            return list(request, path);
        } else if (method.equals("POST") && path.kind().startsWith("selfsubject")) {
            return allowed(request);
        } else if (method.equals("POST") && path.more().equals("binding")) {
            return bind(request.path().replaceAll("/binding$", ""), request);
        } else if (method.equals("POST") && path.name().isEmpty()) {
            return create(request, path, now);
        } else if (method.equals("DELETE") && path.isPods() && !path.name().isEmpty()) {
            return delete(request, path, now);
        } else if (method.equals("PATCH")) {
            return patch(request);
        }
        return shown(pass(request));
    }

    private Conduct.Answer pass(LoopbackHttp.Request request) {
        return pass(request, request.body());
    }

    private Conduct.Answer pass(LoopbackHttp.Request request, String body) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        return server.ask(
                request.method(),
                request.path() + query,
                body,
                request.headers().getOrDefault("content-type", JSON));
    }

    private Conduct.Answer create(LoopbackHttp.Request request, KubePath path, Instant now) {
        ObjectNode object = read(request.body());
        ObjectNode metadata = object.withObject("metadata");
        if (metadata.path("creationTimestamp").asString("").isEmpty()) { // else it is planted
            metadata.put("creationTimestamp", PodStatuses.time(now));
        }
        String name = metadata.path("name").asString("");
        if (server.ask("GET", request.path() + "/" + name, "", JSON).status() == 200) {
            return HttpFaults.error(409, "AlreadyExists", path.kind() + " \"" + name + "\" already exists");
        }
        String namespace = path.namespace();
        if (!namespace.isEmpty()
                && server.ask("GET", "/api/v1/namespaces/" + namespace, "", JSON)
                                .status()
                        != 200) {
            return HttpFaults.error(404, "NotFound", "namespaces \"" + namespace + "\" not found");
        }
        if (path.query().containsKey("dryRun")) {
            return new Conduct.Answer(201, Map.of(), object.toString());
        }
        JsonNode texts = object.path("stringData");
        if (texts.isObject()) {
            ObjectNode data = object.withObject("data");
            texts.properties()
                    .forEach(entry -> data.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(
                                            entry.getValue().asString("").getBytes(StandardCharsets.UTF_8))));
            object.remove("stringData");
        }
        if (path.isPods()) {
            object.putObject("status").put("phase", "Pending").put("qosClass", "Burstable");
        }
        return pass(request, object.toString());
    }

    private Conduct.Answer bind(String pod, LoopbackHttp.Request request) {
        Conduct.Answer found = server.ask("GET", pod, "", JSON);
        if (found.status() != 200) {
            return found;
        }
        ObjectNode object = read(found.body());
        if (!object.path("spec").path("nodeName").asString("").isEmpty()) {
            return HttpFaults.error(409, "Conflict", "pod " + pod + " is already assigned to a node");
        }
        object.withObject("spec")
                .put(
                        "nodeName",
                        read(request.body()).path("target").path("name").asString(""));
        server.ask("PUT", pod, object.toString(), JSON);
        return new Conduct.Answer(201, Map.of(), "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
    }

    /** At once where nothing runs, or without grace; else the kubelet removes it once its processes have ended. */
    private Conduct.Answer delete(LoopbackHttp.Request request, KubePath path, Instant now) {
        Conduct.Answer found = server.ask("GET", request.path(), "", JSON);
        if (found.status() != 200) {
            return found;
        }
        ObjectNode pod = read(found.body());
        ObjectNode options = request.body().isEmpty() ? read("{}") : read(request.body());
        for (String field : new String[] {"uid", "resourceVersion"}) {
            String wanted = options.path("preconditions").path(field).asString("");
            String is = pod.path("metadata").path(field).asString("");
            if (!wanted.isEmpty() && !wanted.equals(is)) {
                return HttpFaults.error(
                        409,
                        "Conflict",
                        "Precondition failed: " + field + " in precondition: " + wanted + ", " + field
                                + " in object meta: " + is);
            }
        }
        String phase = pod.path("status").path("phase").asString("");
        boolean runs = !pod.path("spec").path("nodeName").asString("").isEmpty() && phase.matches("Pending|Running");
        long grace = runs ? grace(path, options, pod) : 0;
        String uid = pod.path("metadata").path("uid").asString("");
        if (grace <= 0) {
            deletions.remove(uid);
            server.ask("DELETE", request.path(), "", JSON);
            return new Conduct.Answer(200, Map.of(), pod.toString());
        }
        Deletion asked = new Deletion(now.plusSeconds(grace), grace);
        deletions.merge(uid, asked, (old, its) -> its.at().isBefore(old.at()) ? its : old);
        return shown(found);
    }

    private static long grace(KubePath path, ObjectNode options, ObjectNode pod) {
        return Optional.ofNullable(path.query().get("gracePeriodSeconds"))
                .map(Long::valueOf)
                .orElseGet(() -> options.path("gracePeriodSeconds")
                        .asLong(pod.path("spec")
                                .path("terminationGracePeriodSeconds")
                                .asLong(30)));
    }

    private Conduct.Answer patch(LoopbackHttp.Request request) {
        String own = request.path().replaceAll("/status$", "");
        Conduct.Answer found = server.ask("GET", own, "", JSON);
        if (found.status() != 200) {
            return found;
        }
        ObjectNode object = read(found.body());
        if (request.headers().getOrDefault("content-type", "").startsWith(JSON_PATCH)) {
            return patch(own, object, MAPPER.readTree(request.body()));
        }
        ObjectNode wanted = read(request.body());
        String uid = wanted.path("metadata").path("uid").asString("");
        if (!uid.isEmpty() && !uid.equals(object.path("metadata").path("uid").asString(""))) {
            return HttpFaults.error(409, "Conflict", "Precondition failed: UID in precondition: " + uid);
        }
        merge(object, wanted);
        return shown(server.ask("PUT", own, object.toString(), JSON));
    }

    private Conduct.Answer patch(String path, ObjectNode object, JsonNode operations) {
        try {
            return shown(
                    server.ask("PUT", path, JsonPatch.apply(operations, object).toString(), JSON));
        } catch (JsonPatchException e) {
            return HttpFaults.error(422, "Invalid", "the server rejected our request due to an error in our request");
        }
    }

    /** As RFC 7386 says; fabric8's server appends to lists. */
    private static void merge(ObjectNode into, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode is = into.path(entry.getKey());
            if (entry.getValue().isNull()) {
                into.remove(entry.getKey());
            } else if (entry.getValue() instanceof ObjectNode part && is instanceof ObjectNode object) {
                merge(object, part);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private Conduct.Answer list(LoopbackHttp.Request request, KubePath path) {
        Conduct.Answer all = pass(new LoopbackHttp.Request(
                request.method(),
                request.path(),
                request.query().replaceAll("(^|&)(limit|continue)=[^&]*", ""),
                request.headers(),
                ""));
        if (all.status() != 200) {
            return all;
        }
        ObjectNode list = read(all.body());
        ArrayNode items = list.withArray("items");
        int to = path.limit() > 0 ? Math.min(items.size(), path.from() + path.limit()) : items.size();
        ArrayNode page = MAPPER.createArrayNode();
        for (int i = path.from(); i < to; i++) {
            page.add(mark((ObjectNode) items.get(i)));
        }
        if (to < items.size()) {
            list.withObject("metadata")
                    .put("continue", Integer.toString(to))
                    .put("remainingItemCount", items.size() - to);
        }
        list.set("items", page);
        return new Conduct.Answer(200, Map.of(), list.toString());
    }

    private Conduct.Answer shown(Conduct.Answer answer) {
        return answer.status() / 100 == 2 && answer.body().startsWith("{")
                ? new Conduct.Answer(
                        answer.status(),
                        answer.headers(),
                        mark(read(answer.body())).toString())
                : answer;
    }

    /** Shows that it is being deleted, if it is. */
    private ObjectNode mark(ObjectNode object) {
        Optional.ofNullable(deletions.get(object.path("metadata").path("uid").asString("")))
                .ifPresent(deletion -> object.withObject("metadata")
                        .put("deletionTimestamp", PodStatuses.time(deletion.at()))
                        .put("deletionGracePeriodSeconds", deletion.grace()));
        return object;
    }

    private static Conduct.Answer allowed(LoopbackHttp.Request request) {
        ObjectNode review = read(request.body());
        review.putObject("status").put("allowed", true);
        return new Conduct.Answer(201, Map.of(), review.toString());
    }

    static String nameIn(String body) {
        JsonNode name = read(body).path("metadata").path("name");
        return name.asString("");
    }

    private static ObjectNode read(String json) {
        return (ObjectNode) MAPPER.readTree(json);
    }
}
