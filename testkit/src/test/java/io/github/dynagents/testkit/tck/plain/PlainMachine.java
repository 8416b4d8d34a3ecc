package io.github.dynagents.testkit.tck.plain;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** A machine of the plain cloud; what it is doing follows from the time. */
final class PlainMachine {
    private static final Duration BOOT = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(20);

    /** As EC2 does, the gone are listed for long. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final String id;
    private final Flavour flavour;
    private final Row born;
    private Row tags;
    private final Instant created;
    private Instant goneAt = Instant.MAX;
    private Instant stoppingFrom = Instant.MAX;
    private String given = "";
    private String forced = "";
    private int agents;
    private boolean stopped;

    PlainMachine(String id, Flavour flavour, Row body, Instant created) {
        this.id = id;
        this.flavour = flavour;
        this.born = body;
        this.tags = body;
        this.created = created;
    }

    String id() {
        return id;
    }

    boolean wasBornWith(Row body) {
        return born.equals(body);
    }

    /** All that it was given, as text. */
    String given() {
        if (given.isEmpty()) {
            given = tags.toString();
        }
        return given;
    }

    Row tags() {
        return tags;
    }

    void tag(String tag, String value) {
        tags = tags.with(tag, value);
        given = "";
    }

    PlainMachine delete(Instant now) {
        if (goneAt.equals(Instant.MAX)) {
            stoppingFrom = now;
            goneAt = now.plus(END);
        }
        return this;
    }

    void vanish(Instant now) {
        goneAt = now;
    }

    void force(String state) {
        forced = state;
    }

    void unforce() {
        forced = "";
    }

    boolean isGone(Instant now) {
        return !now.isBefore(goneAt);
    }

    boolean isUp(Instant now) {
        return state(now).equals("up");
    }

    boolean isListed(Instant now) {
        boolean isRemembered = !isGone(now) || now.isBefore(goneAt.plus(REMEMBERED));
        return !now.isBefore(created.plus(PlainCloud.LAG)) && isRemembered;
    }

    private String state(Instant now) {
        if (isGone(now)) {
            return "gone";
        }
        if (!forced.isEmpty()) {
            return forced;
        }
        if (!now.isBefore(stoppingFrom)) {
            return "stopping";
        }
        return now.isBefore(created.plus(BOOT)) ? "starting" : "up";
    }

    /** Where nobody starts agents from outside, they start themselves. */
    int agents(Instant now) {
        return flavour == Flavour.TOKEN ? agents : isUp(now) && !stopped ? 1 : 0;
    }

    void agent(Row body, Instant now) {
        boolean isWanted = !body.or("unless").equals("running") || agents(now) == 0;
        if (body.or("do").equals("start")) {
            agents += isWanted ? 1 : 0;
            stopped = false;
        } else {
            agents = 0;
            stopped = true;
        }
    }

    Row row(Instant now) {
        SortedMap<String, String> fields = new TreeMap<>(tags.fields());
        fields.put("id", id);
        fields.put("created", created.toString());
        fields.put("state", state(now));
        fields.put("agent", agents(now) > 0 ? "running" : stopped ? "stopped" : "not-started");
        return new Row(fields);
    }
}
