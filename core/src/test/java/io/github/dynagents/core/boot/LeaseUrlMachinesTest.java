package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LeaseUrlMachinesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(15);
    private static final MachineName A = new MachineName("linux-a");
    private static final MachineName B = new MachineName("linux-b");

    private Instant now = NOON;
    private final Shop shop = new Shop(Capability.LEASE_URL);
    private final LeaseDesk desk = desk();
    private final Machines machines = LeaseUrlMachines.of(shop, desk);

    @Test
    void marksReachMachinesOfACloudThatCanShowThemNone() {
        assertThat(machines.capabilities().leases()).isEqualTo(LeaseChannel.LIVE);
        assertThat(machines.capabilities().end()).isEqualTo(End.ONLY_RELEASE);
        assertThat(machines.capabilities().markReaches()).isEqualTo(TTL.dividedBy(2));
        assertThat(machines.capabilities().listLag())
                .isEqualTo(shop.capabilities().listLag());
    }

    @Test
    void aMachineIsBornWithItsUrlAndFindsItsFirstMarkThere() throws Failure {
        Machine bought = machines.buy(purchase(A));
        assertThat(shop.purchases.getFirst().leaseUrl()).contains(desk.url(A));
        assertThat(read(A)).contains(purchase(A).lease().mark());
        assertThat(bought.lease()).contains(purchase(A).lease());
    }

    @Test
    void whatTheCloudShowsIsTheWholeLife() throws Failure {
        machines.buy(purchase(A));
        Lease shown = shop.purchases.getFirst().lease();
        assertThat(shown.until()).isEqualTo(NOON.plus(purchase(A).maxLife()));
        assertThat(shown.ttl()).isEqualTo(TTL);
    }

    @Test
    void aRetryAndASettlementAreIdentical() throws Failure {
        machines.buy(purchase(A));
        machines.buy(purchase(A));
        assertThat(machines.settle(purchase(A)).machine()).isPresent();
        assertThat(shop.purchases).hasSize(3).containsOnly(shop.purchases.getFirst());
    }

    @Test
    void aMarkThatIsMovedIsReadAndListed() throws Failure {
        machines.buy(purchase(A));
        Lease moved = new Lease(NOON.plus(Duration.ofMinutes(20)), TTL, true);
        assertThat(machines.mark(new TreeMap<>(java.util.Map.of(A, moved)))).isEmpty();
        assertThat(read(A)).contains(moved.mark());
        assertThat(machines.list().machines())
                .singleElement()
                .extracting(Machine::lease)
                .isEqualTo(Optional.of(moved));
    }

    @Test
    void ofAMachineOfAnEarlierDaemonNoMarkIsKnown() throws Failure {
        machines.buy(purchase(A));
        Machines later = LeaseUrlMachines.of(shop, desk());
        assertThat(later.list().machines())
                .singleElement()
                .extracting(Machine::lease)
                .isEqualTo(Optional.empty());
    }

    @Test
    void whatIsGoneIsForgottenAndNoOthersMark() throws Failure {
        Machines other = LeaseUrlMachines.of(new Shop(Capability.LEASE_URL), desk);
        machines.buy(purchase(A));
        other.buy(purchase(B));
        machines.tidy(new TreeSet<>());
        assertThat(read(A)).as("it may be under way").isPresent();
        now = now.plus(Duration.ofHours(2));
        desk.put(B, purchase(B).lease());
        machines.tidy(new TreeSet<>());
        assertThat(read(A)).isEmpty();
        assertThat(read(B)).isPresent();
        other.release(other.list().machines().getFirst());
        assertThat(read(B)).isEmpty();
    }

    @Test
    void itIsExaminedAsItsCloudIs() throws Failure {
        assertThat(machines.examine()).hasToString("[note: a shop]");
        assertThat(machines.permissions()).contains("shop:buy");
    }

    @Test
    void anAccountWhoseMachinesCannotFetchIsRefused() {
        assertThatThrownBy(() -> LeaseUrlMachines.of(new Shop(), desk))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("URL");
    }

    private Optional<String> read(MachineName name) {
        String url = desk.url(name).reveal();
        return desk.answer(name.value(), url.substring(url.lastIndexOf('/') + 1));
    }

    private LeaseDesk desk() {
        return LeaseDesk.at(
                URI.create("https://ci.example.com/lease"),
                "my-ci",
                new Secret("a secret of some length"),
                TTL,
                () -> now);
    }

    private static Purchase purchase(MachineName name) {
        return new Purchase(
                name,
                "my-ci",
                "linux",
                new OfferingId("shop", "small"),
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).build(),
                new Lease(NOON.plus(TTL), TTL, false),
                Duration.ofHours(1),
                Duration.ofHours(12),
                NOON.plusSeconds(30));
    }

    /** Sells whatever is asked for, and can show a machine nothing. */
    private static final class Shop implements Machines {
        private final List<Purchase> purchases = new ArrayList<>();
        private final SortedMap<MachineName, Machine> sold = new TreeMap<>();
        private final Capability[] can;

        Shop(Capability... can) {
            this.can = can;
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.AT_BIRTH, End.ONLY_RELEASE)
                    .listLag(Duration.ofSeconds(7))
                    .can(can)
                    .build();
        }

        @Override
        public List<Offering> offerings() {
            return List.of();
        }

        @Override
        public Listing list() {
            return Listing.of(List.copyOf(sold.values()), NOON);
        }

        @Override
        public Machine buy(Purchase purchase) {
            purchases.add(purchase);
            return sold.computeIfAbsent(
                    purchase.name(),
                    name -> Machine.builder(name, "id-" + name, NOON)
                            .lease(purchase.lease())
                            .build());
        }

        @Override
        public Settled settle(Purchase purchase) {
            purchases.add(purchase);
            return Optional.ofNullable(sold.get(purchase.name()))
                    .map(Settled::found)
                    .orElseGet(Settled::absent);
        }

        @Override
        public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
            throw Failure.unsupported("mark");
        }

        @Override
        public void release(Machine machine) {
            sold.remove(machine.name());
        }

        @Override
        public void tidy(SortedSet<MachineName> alive) {
            sold.keySet().retainAll(alive);
        }

        @Override
        public List<Finding> examine() {
            return List.of(Finding.note("", "a shop"));
        }

        @Override
        public Optional<String> permissions() {
            return Optional.of("shop:buy");
        }

        @Override
        public void close() {}
    }
}
