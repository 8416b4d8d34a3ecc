package io.github.dynagents.digitalocean;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one account has: Droplets, also those that are gone, and tags. */
final class FakeAccount {
    private final InstantSource clock;
    private final SortedMap<Integer, FakeDroplet> droplets = new TreeMap<>();
    private final SortedSet<String> tags = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final SortedMap<String, Integer> asked = new TreeMap<>();
    private Duration lag = Duration.ZERO;
    private Comparator<FakeDroplet> order = Comparator.comparingInt(droplet -> droplet.id);
    private int limit = 5000;
    private int lastId = 3_164_443;

    FakeAccount(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void lag(Duration lag) {
        this.lag = lag;
    }

    synchronized void limit(int droplets) {
        this.limit = droplets;
    }

    /** As to a token without the scope to read them. */
    synchronized void hidesTags() {
        droplets.values().forEach(FakeDroplet::hideTags);
    }

    synchronized void newestFirst() {
        order = order.reversed();
    }

    /** Those that exist, whoever they belong to. */
    synchronized List<FakeDroplet> billed() {
        return droplets.values().stream().filter(FakeDroplet::exists).toList();
    }

    synchronized List<FakeDroplet> named(String name) {
        return droplets.values().stream().filter(it -> it.name.equals(name)).toList();
    }

    synchronized List<FakeDroplet> listed(Map<String, String> query) {
        Instant now = clock.instant();
        Optional<String> tag = Optional.ofNullable(query.get("tag_name"));
        return droplets.values().stream()
                .filter(it -> it.isListed(now, lag))
                .filter(it -> !it.size.startsWith("gpu-"))
                .filter(it -> tag.isEmpty() || it.tags.stream().anyMatch(has -> has.equalsIgnoreCase(tag.get())))
                .sorted(order)
                .toList();
    }

    synchronized Optional<FakeDroplet> find(String id) {
        return id.matches("[0-9]{1,9}")
                ? Optional.ofNullable(droplets.get(Integer.valueOf(id))).filter(FakeDroplet::exists)
                : Optional.empty();
    }

    synchronized boolean delete(String id) {
        Optional<FakeDroplet> found = find(id);
        found.ifPresent(it -> it.delete(clock.instant()));
        return found.isPresent();
    }

    synchronized void asked(JsonObject request) {
        asked.merge(text(request, "name"), 1, Integer::sum);
    }

    synchronized int purchasesOf(String name) {
        return asked.getOrDefault(name, 0);
    }

    /** Why no such Droplet is made. */
    synchronized Optional<String> refuses(JsonObject request) {
        String size = text(request, "size");
        String region = text(request, "region");
        if (!text(request, "name").matches("[a-zA-Z0-9]?[a-z0-9A-Z.\\-]*[a-z0-9A-Z]")) {
            return Optional.of("Name Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
        }
        if (!FakeCatalogue.sizes().contains(size)) {
            return Optional.of("You specified an invalid size for Droplet creation.");
        }
        if (!FakeCatalogue.REGIONS.contains(region)) {
            return Optional.of("You specified an invalid region for Droplet creation.");
        }
        if (!FakeCatalogue.sells(size, region)) {
            return Optional.of("Size is not available in this region.");
        }
        if (text(request, "user_data").getBytes(StandardCharsets.UTF_8).length > 65_536) {
            return Optional.of("User data must be less than 64 KiB.");
        }
        if (!texts(request, "tags").stream().allMatch(tag -> tag.matches("[a-zA-Z0-9_\\-:]{1,255}"))) {
            return Optional.of("Tags may contain letters, numbers, colons, dashes, and underscores.");
        }
        return billed().size() < limit
                ? Optional.empty()
                : Optional.of("creating this/these droplet(s) will exceed your droplet limit");
    }

    synchronized FakeDroplet create(JsonObject request) {
        JsonElement monitoring = request.get("monitoring");
        return put(
                text(request, "name"),
                text(request, "size"),
                text(request, "region"),
                texts(request, "tags"),
                text(request, "user_data"),
                monitoring != null && monitoring.getAsBoolean(),
                clock.instant());
    }

    /** Puts a Droplet there that was made some time ago. */
    synchronized FakeDroplet plant(String name, List<String> bears, Duration age) {
        return put(
                name, "s-2vcpu-4gb", "fra1", bears, "", false, clock.instant().minus(age));
    }

    private FakeDroplet put(
            String name,
            String size,
            String region,
            List<String> bears,
            String userData,
            boolean monitoring,
            Instant created) {
        lastId++;
        FakeDroplet made = new FakeDroplet(
                lastId, name, size, region, bears, userData, monitoring, created.truncatedTo(ChronoUnit.SECONDS));
        droplets.put(made.id, made);
        tags.addAll(bears);
        return made;
    }

    synchronized List<String> tags() {
        return List.copyOf(tags);
    }

    synchronized boolean deleteTag(String name) {
        return tags.remove(name);
    }

    synchronized JsonObject tag(String name) {
        JsonObject borne = new JsonObject();
        borne.addProperty("count", bearers(name).size());
        JsonObject resources = borne.deepCopy();
        resources.add("droplets", borne);
        JsonObject tag = new JsonObject();
        tag.addProperty("name", name);
        tag.add("resources", resources);
        return tag;
    }

    /** Names of the Droplets for which a lease tag is kept: those alive, and those gone whose tag nobody else bears. */
    synchronized SortedSet<String> keptFor() {
        SortedSet<String> names = new TreeSet<>();
        for (FakeDroplet each : droplets.values()) {
            each.tags.stream()
                    .filter(tag -> tag.startsWith("dynagents-lease:") && tags.contains(tag))
                    .filter(tag -> each.exists() || bearers(tag).isEmpty())
                    .forEach(tag -> names.add(each.name));
        }
        return names;
    }

    private List<FakeDroplet> bearers(String tag) {
        return billed().stream().filter(it -> it.tags.contains(tag)).toList();
    }

    static String text(JsonObject request, String field) {
        JsonElement value = request.get(field);
        return value == null ? "" : value.getAsString();
    }

    private static List<String> texts(JsonObject request, String field) {
        List<String> texts = new ArrayList<>();
        if (request.get(field) != null) {
            request.getAsJsonArray(field).forEach(each -> texts.add(each.getAsString()));
        }
        return List.copyOf(texts);
    }
}
