package io.github.dynagents.digitalocean;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the fake sells: more than one of the client's pages of sizes. */
final class FakeCatalogue {
    static final List<String> REGIONS = List.of("ams3", "fra1", "nyc3", "sfo1");
    static final String CLOSED_REGION = "sfo1";
    static final String OLD_SIZE = "s-1vcpu-1gb-old";
    static final String NYC_ONLY = "s-8vcpu-16gb";

    private static final SortedMap<String, String> PRICES = new TreeMap<>();

    static {
        PRICES.put("s-1vcpu-512mb-10gb", "0.00595");
        PRICES.put("s-1vcpu-1gb", "0.00743999984115362");
        PRICES.put("s-2vcpu-4gb", "0.03571");
        PRICES.put("s-4vcpu-8gb", "0.07143");
        PRICES.put(NYC_ONLY, "0.14286");
        PRICES.put(OLD_SIZE, "0.00893");
        PRICES.put("gpu-h100x1-80gb", "3.39");
        for (int cpus = 2; cpus <= 60; cpus += 2) {
            PRICES.put(
                    "m-" + cpus + "vcpu-" + cpus * 8 + "gb",
                    BigDecimal.valueOf(cpus * 625L, 4).toPlainString());
        }
    }

    private FakeCatalogue() {}

    static List<String> sizes() {
        return List.copyOf(PRICES.keySet());
    }

    static boolean sells(String size, String region) {
        return !size.equals(OLD_SIZE)
                && !region.equals(CLOSED_REGION)
                && (!size.equals(NYC_ONLY) || region.equals("nyc3"));
    }

    static JsonObject size(String slug) {
        JsonObject size = new JsonObject();
        size.addProperty("slug", slug);
        size.addProperty("memory", 4096);
        size.addProperty("vcpus", 2);
        size.addProperty("disk", 80);
        size.addProperty("transfer", slug.contains("512mb") ? new BigDecimal("0.5") : new BigDecimal("4.0"));
        size.addProperty("price_monthly", new BigDecimal("24.0"));
        size.addProperty("price_hourly", new BigDecimal(PRICES.getOrDefault(slug, "0.1")));
        size.add(
                "regions",
                texts(REGIONS.stream().filter(region -> sells(slug, region)).toList()));
        size.addProperty("available", !slug.equals(OLD_SIZE));
        size.addProperty("description", "Basic");
        return size;
    }

    static JsonObject region(String slug) {
        JsonObject region = new JsonObject();
        region.addProperty("name", "Region " + slug);
        region.addProperty("slug", slug);
        region.add("features", texts(List.of("backups", "ipv6", "metadata", "install_agent", "storage")));
        region.addProperty("available", !slug.equals(CLOSED_REGION));
        region.add(
                "sizes",
                texts(sizes().stream().filter(size -> sells(size, slug)).toList()));
        return region;
    }

    static JsonArray texts(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
