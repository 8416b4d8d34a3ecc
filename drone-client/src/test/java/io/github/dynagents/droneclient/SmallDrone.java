package io.github.dynagents.droneclient;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repositories and their builds over HTTP, listed, cancelled and restarted as Drone does it. */
final class SmallDrone implements AutoCloseable {
    private static final JsonAdapter<Object> JSON = new Moshi.Builder().build().adapter(Object.class);
    private static final Pattern BUILDS = Pattern.compile("/api/repos/octo/([^/?]+)/builds(?:/(\\d+))?(?:\\?(.*))?");
    private static final Pattern REPO = Pattern.compile("/api/repos/octo/r(\\d+)");
    private static final Fixture NOT_FOUND = Fixture.of("drone-2/build-404");

    final Loopback http = new Loopback((what, exchange) -> answer(what));
    /** Answers given instead, by request without its query. */
    final Map<String, Fixture> instead = new HashMap<>();

    private final SortedMap<Long, SortedMap<Long, SmallBuild>> repos = new TreeMap<>();
    private final Map<Long, Long> counters = new HashMap<>();
    private long ids = 1000;

    /** Makes a build with one stage; returns its number. */
    synchronized long build(long repo, String status) {
        return build(repo, status, Map.of()).number();
    }

    private SmallBuild build(long repo, String status, Map<String, String> params) {
        SmallBuild build = new SmallBuild(++ids, repo, numberOnly(repo), status, params);
        put(build);
        return build;
    }

    private void put(SmallBuild build) {
        repos.computeIfAbsent(build.repo(), id -> new TreeMap<>()).put(build.number(), build);
    }

    /** Moves a build and its stage on. */
    synchronized void status(long repo, long number, String status) {
        put(get(repo, number).as(status));
    }

    /** Gives a number that no build is stored under yet, or ever. */
    synchronized long numberOnly(long repo) {
        return counters.merge(repo, 1L, Long::sum);
    }

    /** Takes a build away, as the server's clean-up does. */
    synchronized void remove(long repo, long number) {
        Optional.ofNullable(repos.get(repo)).orElseThrow().remove(number);
    }

    synchronized SmallBuild get(long repo, long number) {
        return Optional.ofNullable(builds(repo).get(number)).orElseThrow();
    }

    synchronized List<String> statuses(long repo) {
        return builds(repo).values().stream().map(SmallBuild::status).toList();
    }

    private SortedMap<Long, SmallBuild> builds(long repo) {
        return repos.getOrDefault(repo, Collections.emptySortedMap());
    }

    private synchronized Fixture answer(String request) {
        String[] what = request.split("[ ?]", 3);
        Fixture other = instead.get(what[0] + " " + what[1]);
        if (other != null) {
            return other;
        }
        String query = what.length > 2 ? what[2] : "";
        if (what[1].equals("/api/builds/incomplete")) {
            return Fixture.json(JSON.toJson(incomplete()));
        }
        if (what[1].equals("/api/repos")) {
            List<Object> all = new ArrayList<>();
            repos.keySet().forEach(id -> all.add(repo(id)));
            return page(all, query);
        }
        Matcher one = REPO.matcher(what[1]);
        if (one.matches()) {
            long id = Long.parseLong(one.group(1));
            return repos.containsKey(id) ? Fixture.json(JSON.toJson(repo(id))) : Fixture.of("drone-2/repo-404");
        }
        Matcher builds = BUILDS.matcher(what[1]);
        return builds.matches() ? builds(what[0], builds, query) : Fixture.of("drone-2/unknown-api");
    }

    private Fixture builds(String method, Matcher path, String query) {
        long repo = Long.parseLong(path.group(1).substring(1));
        if (path.group(2) == null) {
            List<Object> newestFirst = new ArrayList<>();
            builds(repo).values().forEach(build -> newestFirst.addFirst(build.json(false)));
            return page(newestFirst, query);
        }
        SmallBuild build = builds(repo).get(Long.parseLong(path.group(2)));
        if (build == null) {
            return NOT_FOUND;
        }
        return Fixture.json(JSON.toJson(changed(method, build, query).json(true)));
    }

    private SmallBuild changed(String method, SmallBuild build, String query) {
        return switch (method) {
            case "DELETE" -> {
                put(build.isOver() ? build : build.as("killed"));
                yield get(build.repo(), build.number());
            }
            case "POST" -> {
                Map<String, String> params = new LinkedHashMap<>();
                for (String pair : query.split("&", -1)) {
                    String[] parts = pair.split("=", 2);
                    params.put(parts[0], parts[1]);
                }
                params.putAll(build.params());
                yield build(build.repo(), "pending", params);
            }
            default -> build;
        };
    }

    private List<Object> incomplete() {
        return repos.values().stream()
                .flatMap(builds -> builds.values().stream())
                .filter(SmallBuild::isIncomplete)
                .sorted(Comparator.comparingLong(SmallBuild::id).reversed())
                .limit(DroneApi.MOST_INCOMPLETE)
                .<Object>map(build -> {
                    Map<String, Object> repo = repo(build.repo());
                    repo.put("build", build.json(false));
                    return repo;
                })
                .toList();
    }

    private Map<String, Object> repo(long id) {
        Map<String, Object> repo = new LinkedHashMap<>();
        repo.put("id", id);
        repo.put("namespace", "octo");
        repo.put("name", "r" + id);
        repo.put("active", true);
        repo.put("counter", counters.getOrDefault(id, 0L));
        return repo;
    }

    private static Fixture page(List<Object> all, String query) {
        Matcher page = Pattern.compile("page=(\\d+)&per_page=(\\d+)").matcher(query);
        if (!page.matches()) {
            throw new IllegalArgumentException(query);
        }
        int size = Integer.parseInt(page.group(2));
        int from = Math.min(all.size(), (Integer.parseInt(page.group(1)) - 1) * size);
        return Fixture.json(JSON.toJson(all.subList(from, Math.min(all.size(), from + size))));
    }

    @Override
    public void close() {
        http.close();
    }
}
