package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Marks of many machines take few requests. */
class MarksTest {
    private static final Lease LEASE = new Lease(Instant.parse("2027-01-01T00:00:00Z"), Duration.ofMinutes(15), false);

    @AutoClose
    private final Site site = new Site();

    private List<Machine> bought(Machines machines, int many) throws Failure {
        List<Machine> bought = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            bought.add(machines.buy(site.purchase("ci-" + (char) ('a' + i))));
        }
        return bought;
    }

    private static SortedMap<MachineName, Lease> same(List<Machine> machines) {
        SortedMap<MachineName, Lease> leases = new TreeMap<>();
        machines.forEach(machine -> leases.put(machine.name(), LEASE));
        return leases;
    }

    @Test
    void oneRequestWritesOneMarkOnAll() throws Failure {
        try (Machines machines = site.open()) {
            List<Machine> bought = bought(machines, 7);
            assertThat(machines.mark(same(bought))).isEmpty();
            assertThat(site.gate.requests("CreateTags")).isEqualTo(1);
            assertThat(machines.list().machines())
                    .allMatch(machine -> machine.lease().orElseThrow().equals(LEASE));
        }
    }

    /** EC2's limit is a thousand; here it is taken for three. */
    @Test
    void moreThanARequestTakesAreWrittenBySeveral() throws Failure {
        try (Machines machines = site.open()) {
            List<Machine> bought = bought(machines, 7);
            Clients clients = new Clients(site.setup(), Site.context(site.pace.clock()));
            Exchange exchange = new Exchange();
            Instances instances = new Instances(clients, exchange, Site.OWNER);
            Newborn newborn = new Newborn(site.pace.clock(), Duration.ofSeconds(30));
            assertThat(new Marks(clients, exchange, instances, newborn, 3).write(same(bought)))
                    .isEmpty();
            clients.close();
            assertThat(site.gate.requests("CreateTags")).isEqualTo(3);
            assertThat(machines.list().machines())
                    .hasSize(7)
                    .allMatch(machine -> machine.lease().orElseThrow().equals(LEASE));
        }
    }

    @Test
    void drainsAreAnotherMark() throws Failure {
        try (Machines machines = site.open()) {
            List<Machine> bought = bought(machines, 3);
            SortedMap<MachineName, Lease> leases = same(bought);
            leases.put(bought.getFirst().name(), LEASE.withDraining(true));
            assertThat(machines.mark(leases)).isEmpty();
            assertThat(site.gate.requests("CreateTags")).isEqualTo(2);
        }
    }

    /** EC2 refuses all for one that is gone, and may show for a while what is. */
    @Test
    void oneThatIsGoneKeepsNoOtherFromItsMark() throws Failure {
        try (Machines machines = site.open()) {
            List<Machine> bought = bought(machines, 5);
            Machine gone = bought.get(2);
            site.gate.gaps().refusesTagsFor(gone.nativeId());
            SortedMap<MachineName, Failure> failures = machines.mark(same(bought));
            assertThat(failures).containsOnlyKeys(gone.name());
            assertThat(failures.values()).allMatch(failure -> failure.kind() == Failure.Kind.INVALID);
            site.gate.gaps().mend();
            assertThat(machines.list().machines())
                    .filteredOn(machine -> !machine.name().equals(gone.name()))
                    .allMatch(machine -> machine.lease().orElseThrow().equals(LEASE));
        }
    }

    @Test
    void aNewbornThatNoListShowsYetIsMarkedAllTheSame() throws Failure {
        try (Machines machines = site.open()) {
            List<Machine> bought = bought(machines, 1);
            site.gate.gaps().hides(bought.getFirst().nativeId());
            assertThat(machines.list().machines()).isEmpty();
            assertThat(machines.mark(same(bought))).isEmpty();
            machines.release(bought.getFirst());
            site.gate.gaps().mend();
            assertThat(machines.list().machines()).isEmpty();
        }
    }
}
