package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.testkit.time.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Something that a fake cloud sells, and how it behaves. May be changed at any time; machines keep what they were born with. */
public final class FakeOffering {
    private final String id;
    private String template = "default";
    private Money perHour;
    private BillingTerms terms = BillingTerms.PER_SECOND;
    private String type = "";
    private String zone = "";
    private CapacityType capacityType = CapacityType.ON_DEMAND;
    private Platform platform = Platform.LINUX_AMD64;
    private double speed = 1;
    private Duration usualBoot = Duration.ofSeconds(90);
    private Spread boot = Spread.around(Duration.ofSeconds(85), 0.1);
    private Spread agentStart = Spread.always(Duration.ofSeconds(5));
    private Optional<Spread> life = Optional.empty();
    private Duration notice = Duration.ofMinutes(2);
    private int most = Integer.MAX_VALUE;
    private Instant noneUntil = Instant.MIN;
    private double brokenChance;
    private Birth broken = Birth.GOOD;

    private FakeOffering(String id, Money perHour) {
        this.id = id;
        this.perHour = perHour;
    }

    /** On demand, Linux on amd64, billed by the second, up in about 90 seconds, without end, unless changed. */
    public static FakeOffering of(String id, Money perHour) {
        return new FakeOffering(id, perHour);
    }

    public FakeOffering template(String name) {
        template = name;
        return this;
    }

    /** For machines that are bought from now on. */
    public FakeOffering perHour(Money price) {
        perHour = price;
        return this;
    }

    public FakeOffering terms(BillingTerms newTerms) {
        terms = newTerms;
        return this;
    }

    public FakeOffering type(String name) {
        type = name;
        return this;
    }

    public FakeOffering zone(String name) {
        zone = name;
        return this;
    }

    public FakeOffering platform(Platform what) {
        platform = what;
        return this;
    }

    /** Jobs take their usual time divided by it. */
    public FakeOffering speed(double factor) {
        speed = factor;
        return this;
    }

    /** What the cloud says of its boots, whatever they are. */
    public FakeOffering usualBoot(Duration time) {
        usualBoot = time;
        return this;
    }

    /** From the purchase to the machine's script. */
    public FakeOffering boot(Spread time) {
        boot = time;
        return this;
    }

    /** From the machine's script to an agent that takes jobs. */
    public FakeOffering agentStart(Spread time) {
        agentStart = time;
        return this;
    }

    /** May be taken back: after so much life, with so much notice. */
    public FakeOffering spot(Spread timeToInterruption, Duration noticeBefore) {
        capacityType = CapacityType.SPOT;
        life = Optional.of(timeToInterruption);
        notice = noticeBefore;
        return this;
    }

    /** There are only so many of it, over all accounts. */
    public FakeOffering most(int machines) {
        most = machines;
        return this;
    }

    /** Is out of stock until then. */
    public FakeOffering noneUntil(Instant then) {
        noneUntil = then;
        return this;
    }

    /** From now on, each boot fails in that way with that chance. */
    public FakeOffering broken(double chance, Birth how) {
        brokenChance = chance;
        broken = how;
        return this;
    }

    Offering seenBy(String account) {
        Offering.Builder offering = Offering.builder(new OfferingId(account, id), template, perHour)
                .terms(terms)
                .type(type)
                .zone(zone)
                .capacity(capacityType)
                .platform(platform)
                .speed(speed)
                .usualBoot(usualBoot);
        return (life.isPresent() ? offering.interruptionNotice(notice) : offering).build();
    }

    String id() {
        return id;
    }

    String template() {
        return template;
    }

    boolean hasRoom(long alive, Instant now) {
        return alive < most && !now.isBefore(noneUntil);
    }

    Fate drawFate(RandomGenerator random) {
        Birth birth = random.nextDouble() < brokenChance ? broken : Birth.GOOD;
        return new Fate(
                birth,
                boot.draw(random),
                agentStart.draw(random),
                life.map(spread -> spread.draw(random)),
                notice,
                speed,
                perHour,
                terms);
    }

    /** What is settled about a machine when it is born. */
    record Fate(
            Birth birth,
            Duration boot,
            Duration agentStart,
            Optional<Duration> life,
            Duration notice,
            double speed,
            Money perHour,
            BillingTerms terms) {}
}
