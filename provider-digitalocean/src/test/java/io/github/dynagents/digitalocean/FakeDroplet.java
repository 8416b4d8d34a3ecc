package io.github.dynagents.digitalocean;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A Droplet as DigitalOcean has it. */
final class FakeDroplet {
    /** From its creation until it is active. */
    static final Duration BOOT = Duration.ofSeconds(30);

    final int id;
    final String name;
    final String size;
    final String region;
    final List<String> tags;
    final String userData;
    final Instant created;
    final boolean monitoring;
    private boolean showsTags = true;
    private Optional<String> forced = Optional.empty();
    private Optional<Instant> deleted = Optional.empty();

    FakeDroplet(
            int id,
            String name,
            String size,
            String region,
            List<String> tags,
            String userData,
            boolean monitoring,
            Instant created) {
        this.id = id;
        this.name = name;
        this.size = size;
        this.region = region;
        this.tags = tags;
        this.userData = userData;
        this.monitoring = monitoring;
        this.created = created;
    }

    void force(String status) {
        forced = Optional.of(status);
    }

    void hideTags() {
        showsTags = false;
    }

    void delete(Instant at) {
        deleted = deleted.or(() -> Optional.of(at));
    }

    boolean exists() {
        return deleted.isEmpty();
    }

    /** A list shows what has been so for some time. */
    boolean isListed(Instant now, Duration lag) {
        return !created.plus(lag).isAfter(now)
                && deleted.filter(at -> !at.plus(lag).isAfter(now)).isEmpty();
    }

    private String status(Instant now) {
        return forced.orElse(created.plus(BOOT).isAfter(now) ? "new" : "active");
    }

    JsonObject json(Instant now) {
        JsonObject droplet = new JsonObject();
        droplet.addProperty("id", id);
        droplet.addProperty("name", name);
        droplet.addProperty("memory", 4096);
        droplet.addProperty("vcpus", 2);
        droplet.addProperty("disk", 80);
        droplet.addProperty("locked", status(now).equals("new"));
        droplet.addProperty("status", status(now));
        droplet.add("kernel", JsonNull.INSTANCE);
        droplet.addProperty("created_at", created.toString());
        droplet.add("features", FakeCatalogue.texts(monitoring ? List.of("monitoring") : List.of()));
        droplet.add("backup_ids", new JsonArray());
        droplet.add("next_backup_window", JsonNull.INSTANCE);
        JsonArray snapshots = new JsonArray();
        snapshots.add(9_007_199_254L); // more than the client's Integer holds
        droplet.add("snapshot_ids", snapshots);
        droplet.add("image", image());
        droplet.add("volume_ids", new JsonArray());
        droplet.add("size", FakeCatalogue.size(size));
        droplet.addProperty("size_slug", size);
        droplet.add("networks", networks());
        droplet.add("region", FakeCatalogue.region(region));
        droplet.add("tags", FakeCatalogue.texts(showsTags ? tags : List.of()));
        droplet.addProperty("vpc_uuid", "760e09ef-dc84-11e8-981e-3cfdfeaae000");
        return droplet;
    }

    private JsonObject image() {
        JsonObject image = new JsonObject();
        image.addProperty("id", 7_555_620);
        image.addProperty("name", "22.04 with a container engine");
        image.addProperty("type", "base");
        image.addProperty("distribution", "Ubuntu");
        image.addProperty("slug", "docker-20-04");
        image.addProperty("public", true);
        image.add("regions", FakeCatalogue.texts(List.of("fra1", "nyc3")));
        image.addProperty("created_at", "2026-01-04T22:23:02Z");
        image.addProperty("min_disk_size", 20);
        image.addProperty("size_gigabytes", 2.34);
        image.addProperty("description", "");
        image.add("tags", new JsonArray());
        image.addProperty("status", "available");
        return image;
    }

    private JsonObject networks() {
        JsonObject address = new JsonObject();
        address.addProperty("ip_address", "198.51.100." + id % 250);
        address.addProperty("netmask", "255.255.255.0");
        address.addProperty("gateway", "198.51.100.1");
        address.addProperty("type", "public");
        JsonArray v4 = new JsonArray();
        v4.add(address);
        JsonObject networks = new JsonObject();
        networks.add("v4", v4);
        networks.add("v6", new JsonArray());
        return networks;
    }
}
