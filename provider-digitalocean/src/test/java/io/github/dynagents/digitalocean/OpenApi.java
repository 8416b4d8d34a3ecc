package io.github.dynagents.digitalocean;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.github.dynagents.testkit.http.LoopbackHttp;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** DigitalOcean's OpenAPI document, a file that refers to many others, and what it says of requests and answers. */
final class OpenApi {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper();

    private final Path root;
    private final Map<Path, JsonNode> files = new TreeMap<>();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi30(), registry -> registry.schemaLoader(loader -> loader.fetchRemoteResources()));

    OpenApi(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** A node of the document; references are followed. */
    private record Place(Path file, String pointer, JsonNode node) {}

    /** What a request or its answer do otherwise than the document says; empty if nothing. */
    List<String> complaints(Recorded recorded) {
        LoopbackHttp.Request request = recorded.request();
        String what = request.method() + " " + request.path();
        Optional<Map.Entry<String, JsonNode>> path = path(request.path());
        if (path.isEmpty()) {
            return List.of(what + ": there is no such path");
        }
        Place paths = at(new Place(root, "", file(root)), "paths");
        Optional<Place> operation =
                find(at(paths, path.get().getKey()), request.method().toLowerCase(java.util.Locale.ROOT));
        if (operation.isEmpty()) {
            return List.of(what + ": there is no such method");
        }
        List<String> complaints =
                new ArrayList<>(ofParameters(operation.get(), path.get().getKey(), request));
        find(operation.get(), "requestBody")
                .ifPresent(body -> complaints.addAll(ofBody(body, request.body(), "request of " + what)));
        if (recorded.honest()) {
            complaints.addAll(ofAnswer(operation.get(), recorded.answer(), what));
        }
        return complaints;
    }

    private List<String> ofAnswer(Place operation, LoopbackHttp.Conduct.Answer answer, String what) {
        String where = "answer " + answer.status() + " to " + what;
        Place responses = at(operation, "responses");
        Place response = find(responses, Integer.toString(answer.status())).orElseGet(() -> at(responses, "default"));
        List<String> complaints = new ArrayList<>();
        find(response, "headers")
                .ifPresent(headers -> headers.node().propertyNames().forEach(name -> {
                    Optional<String> value = answer.headers().entrySet().stream()
                            .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                            .map(Map.Entry::getValue)
                            .findFirst();
                    value.ifPresentOrElse(
                            it -> complaints.addAll(
                                    ofText(at(at(headers, name), "schema"), it, where + ", header " + name)),
                            () -> complaints.add(where + ": no header " + name));
                }));
        if (find(response, "content").isPresent()) {
            complaints.addAll(ofBody(response, answer.body(), where));
        } else if (!answer.body().isEmpty()) {
            complaints.add(where + ": a body");
        }
        return complaints;
    }

    private List<String> ofBody(Place body, String text, String where) {
        Place schema = at(at(at(body, "content"), "application/json"), "schema");
        try {
            return validate(schema, JSON.readTree(text), where);
        } catch (JacksonException e) {
            return List.of(where + ": no JSON");
        }
    }

    private List<String> ofParameters(Place operation, String template, LoopbackHttp.Request request) {
        List<String> complaints = new ArrayList<>();
        Map<String, String> given = new TreeMap<>();
        String[] names = template.split("/", -1);
        String[] parts = request.path().split("/", -1);
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                given.put("path " + names[i].substring(1, names[i].length() - 1), decoded(parts[i]));
            }
        }
        for (String part :
                request.query().isEmpty() ? new String[0] : request.query().split("&", -1)) {
            String[] pair = part.split("=", 2);
            given.put("query " + pair[0], decoded(pair[1]));
        }
        Optional<Place> declared = find(operation, "parameters");
        for (int i = 0; declared.isPresent() && i < declared.get().node().size(); i++) {
            Place parameter = at(declared.get(), Integer.toString(i));
            String name = parameter.node().get("in").asString() + " "
                    + parameter.node().get("name").asString();
            Optional.ofNullable(given.remove(name))
                    .ifPresent(value -> complaints.addAll(
                            ofText(at(parameter, "schema"), value, request.method() + " " + template + ", " + name)));
        }
        given.keySet()
                .forEach(name -> complaints.add(request.method() + " " + template + ": no such parameter: " + name));
        return complaints;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private List<String> ofText(Place schema, String text, String where) {
        boolean isNumber = schema.node().path("type").asString("").equals("integer");
        return validate(schema, isNumber ? JSON.readTree(text) : StringNode.valueOf(text), where);
    }

    private List<String> validate(Place schema, JsonNode value, String where) {
        Schema compiled = schemas.getSchema(SchemaLocation.of(schema.file().toUri() + "#" + schema.pointer()));
        return compiled.validate(value).stream()
                .map(Error::toString)
                .map(error -> where + ": " + error)
                .toList();
    }

    /** The path's template, such as {@code /v2/droplets/{droplet_id}}; the one with the fewest variables. */
    private Optional<Map.Entry<String, JsonNode>> path(String path) {
        return file(root).get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]*\\}", "[^/]+")))
                .min((one, other) -> Long.compare(
                        one.getKey().chars().filter(c -> c == '{').count(),
                        other.getKey().chars().filter(c -> c == '{').count()));
    }

    private Place at(Place place, String name) {
        return find(place, name)
                .orElseThrow(() ->
                        new IllegalStateException(place.file() + "#" + place.pointer() + " has no \"" + name + "\""));
    }

    private Optional<Place> find(Place place, String name) {
        JsonNode child = place.node().isArray()
                ? place.node().get(Integer.parseInt(name))
                : place.node().get(name);
        if (child == null) {
            return Optional.empty();
        }
        String escaped = name.replace("~", "~0").replace("/", "~1");
        return Optional.of(followed(new Place(place.file(), place.pointer() + "/" + escaped, child)));
    }

    private Place followed(Place place) {
        JsonNode reference = place.node().get("$ref");
        if (reference == null) {
            return place;
        }
        String[] parts = reference.asString().split("#", -1);
        Path file = parts[0].isEmpty()
                ? place.file()
                : place.file().resolveSibling(parts[0]).normalize();
        String pointer = parts.length > 1 ? parts[1] : "";
        return followed(new Place(file, pointer, file(file).at(JsonPointer.compile(pointer))));
    }

    private JsonNode file(Path file) {
        return files.computeIfAbsent(file, it -> YAML.readTree(it.toFile()));
    }
}
