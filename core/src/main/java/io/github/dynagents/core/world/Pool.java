package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Machines of one kind of job: what serves it, what they may cost.
 */
public final class Pool {
    private final Fields fields;

    private Pool(Fields fields) {
        this.fields = fields;
    }

    private record Fields(
            String name,
            String server,
            List<Supply> buys,
            Platform platform,
            int slots,
            OnTerm onTerm,
            Money worth,
            int machines,
            List<Floor> floor) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder(String name, String server, List<Supply> buys) {
        return new Builder(name, server, buys);
    }

    /** Names it; machines bear it as a tag. */
    public String name() {
        return fields.name();
    }

    /** The configured CI server whose jobs it runs. */
    public String server() {
        return fields.server();
    }

    /** Where it may buy; everything offered there competes by price and speed. */
    public List<Supply> buys() {
        return fields.buys();
    }

    /** What its machines must be. */
    public Platform platform() {
        return fields.platform();
    }

    /** How many jobs a machine of it runs at once. */
    public int slots() {
        return fields.slots();
    }

    /** What SIGTERM does to its agents. */
    public OnTerm onTerm() {
        return fields.onTerm();
    }

    /** What it is worth that one job does not wait for an hour. */
    public Money worth() {
        return fields.worth();
    }

    /** At most so many at once. */
    public int machines() {
        return fields.machines();
    }

    /** How many it shall have at least at certain hours; where hours overlap, the most counts. */
    public List<Floor> floor() {
        return fields.floor();
    }

    /** The most machines that a floor asks for, at whatever hour; none without one. */
    public int highestFloor() {
        return floor().stream().mapToInt(Floor::machines).max().orElse(0);
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder(fields.name(), fields.server(), fields.buys());
        copy.platform = fields.platform();
        copy.slots = fields.slots();
        copy.onTerm = fields.onTerm();
        copy.worth = fields.worth();
        copy.machines = fields.machines();
        copy.floor = fields.floor();
        return copy;
    }

    /** Whether a machine of that offering could serve here. */
    public boolean mayBuy(Offering offering) {
        return fits(offering.platform()) && buys().stream().anyMatch(supply -> supply.sells(offering));
    }

    private boolean fits(Platform offered) {
        return offered.os().equals(platform().os())
                && offered.arch().equals(platform().arch());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pool that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Pool" + fields.toString().substring("Fields".length());
    }

    /** Builds a {@link Pool}. */
    public static final class Builder {
        private final String name;
        private final String server;
        private final List<Supply> buys;
        private Platform platform = Platform.LINUX_AMD64;
        private int slots = 1;
        private OnTerm onTerm = OnTerm.FINISHES_JOBS;
        private Money worth = Money.dollars(2.0);
        private int machines = Integer.MAX_VALUE;
        private List<Floor> floor = List.of();

        private Builder(String name, String server, List<Supply> buys) {
            this.name = name;
            this.server = server;
            this.buys = buys;
        }

        /** {@code Platform.LINUX_AMD64} unless set. */
        public Builder platform(Platform platform) {
            this.platform = platform;
            return this;
        }

        /** {@code 1} unless set. */
        public Builder slots(int slots) {
            this.slots = slots;
            return this;
        }

        /** {@code OnTerm.FINISHES_JOBS} unless set. */
        public Builder onTerm(OnTerm onTerm) {
            this.onTerm = onTerm;
            return this;
        }

        /** {@code Money.dollars(2.0)} unless set. */
        public Builder worth(Money worth) {
            this.worth = worth;
            return this;
        }

        /** {@code Integer.MAX_VALUE} unless set. */
        public Builder machines(int machines) {
            this.machines = machines;
            return this;
        }

        /** None unless set. */
        public Builder floor(List<Floor> floor) {
            this.floor = List.copyOf(floor);
            return this;
        }

        /**
         * Rejects what cannot be.
         *
         * @throws IllegalArgumentException if slots or machines are not positive, nothing may be bought, or a floor is
         *     above what it may have
         */
        public Pool build() {
            if (slots < 1 || machines < 1 || buys.isEmpty()) {
                throw new IllegalArgumentException(
                        "pool " + name + ": slots and machines must be positive, and something must be sold");
            }
            if (floor.stream().anyMatch(least -> least.machines() > machines)) {
                throw new IllegalArgumentException(
                        "pool " + name + ": a floor is above its limit of " + machines + " machines");
            }
            return new Pool(new Fields(name, server, buys, platform, slots, onTerm, worth, machines, floor));
        }
    }
}
