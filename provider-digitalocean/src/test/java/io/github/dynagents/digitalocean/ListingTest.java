package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    private static final Duration OLD = Duration.ofHours(1);

    @AutoClose
    private final Site site = new Site();

    @AutoClose
    private final Machines machines = site.open();

    private FakeDroplet plant(String name) {
        return site.fake.account().plant(name, site.ownTags(), OLD);
    }

    private List<String> plant(int many) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            names.add(plant("ci-" + i).name);
        }
        return names;
    }

    private List<String> listed() throws Failure {
        return machines.list().machines().stream().map(it -> it.name().value()).toList();
    }

    private long pagesRead() {
        return site.fake.requests("GET", "/v2/droplets");
    }

    @Test
    void oneRequestShowsUpTo200() throws Failure {
        List<String> names = plant(200);
        assertThat(listed()).containsExactlyElementsOf(names);
        assertThat(pagesRead()).isEqualTo(1);
    }

    @Test
    void allPagesAreReadUntilTwoReadingsAgree() throws Failure {
        List<String> names = plant(1201);
        assertThat(listed()).containsExactlyElementsOf(names);
        assertThat(pagesRead()).isEqualTo(14);
    }

    /** What follows moves up, and the first of the second page is on neither when it is read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatGoesAwayBetweenTwoPagesHidesNobody(boolean newestFirst) throws Failure {
        List<String> names = plant(401);
        if (newestFirst) {
            site.fake.account().newestFirst();
        }
        FakeDroplet leaving =
                site.fake.account().named(newestFirst ? "ci-400" : "ci-0").getFirst();
        site.fake.before(request -> {
            if (request.query().contains("page=2")) {
                site.fake.account().delete(Integer.toString(leaving.id));
            }
        });
        assertThat(listed())
                .containsAll(
                        names.stream().filter(it -> !it.equals(leaving.name)).toList());
    }

    /** So that the number of Droplets on all pages stays what DigitalOcean says it is. */
    @Test
    void norDoesOneThatComesForIt() throws Failure {
        List<String> names = plant(401);
        FakeDroplet leaving = site.fake.account().named("ci-0").getFirst();
        AtomicInteger reads = new AtomicInteger();
        site.fake.before(request -> {
            if (reads.incrementAndGet() == 2) {
                site.fake.account().delete(Integer.toString(leaving.id));
                plant("ci-new");
            }
        });
        assertThat(listed()).containsAll(names.subList(1, names.size()));
    }

    @Test
    void aListThatNeverKeepsStillIsNoList() {
        plant(1000);
        site.fake.before(request -> {
            if (request.query().contains("page=2")) {
                FakeDroplet first = site.fake.account().billed().getFirst();
                site.fake.account().delete(Integer.toString(first.id));
            }
        });
        Failure failure = Site.failure(machines::list);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("changed while it was read");
    }

    @Test
    void oneBadPageIsNoList() {
        plant(601);
        site.fake.trouble().breaksPage(3, RawFault.SERVER_ERROR_BEFORE);
        assertThat(Site.failure(machines::list).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    }

    @Test
    void itIsOfDigitalOceansTimeNotOurs() throws Failure {
        plant("ci-a");
        Listing listing = machines.list();
        assertThat(listing.asOf()).isBetween(site.clock.instant().minusSeconds(10), site.clock.instant());
    }

    @ParameterizedTest
    @CsvSource({"new, STARTING", "active, UP", "off, REMNANT", "archive, REMNANT", "rebuilding, UP"})
    void everyStateIsShownSinceAllAreBilled(String theirs, MachineState ours) throws Failure {
        plant("ci-a").force(theirs);
        assertThat(machines.list().machines()).extracting(Machine::state).containsExactly(ours);
    }

    @Test
    void lookAlikesAreNotShown() throws Failure {
        for (String owner : List.of("ci2", "c", "CI", "ci-", "ci_63", "ci:x", "ci b")) {
            site.fake.account().plant("x", List.of(new DropletTags(owner).owner()), OLD);
        }
        site.fake.account().plant("ci-untagged", List.of(), OLD);
        site.fake.account().plant("ci-shared", List.of("ci", "dynagents-pool:linux"), OLD);
        plant("ci-a");
        assertThat(listed()).containsExactly("ci-a");
    }

    @Test
    void ourTagInOtherCapitalsIsOurs() throws Failure {
        site.fake.account().plant("ci-a", List.of("Dynagents-Owner:" + Site.OWNER), OLD);
        assertThat(listed()).containsExactly("ci-a");
    }

    /** As to a token without the scope to read tags: what is left out would be paid for unseen. */
    @Test
    void aDropletThatIsFoundByOurTagAndDoesNotShowItMakesTheListFail() {
        plant("ci-a");
        site.fake.account().hidesTags();
        Failure failure = Site.failure(machines::list);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.BROKEN);
        assertThat(failure).hasMessageContaining("tag:read");
    }

    @Test
    void theYoungerOfANameKeepsItsNumberWhenTheOlderGoes() throws Failure {
        FakeDroplet older = plant("ci-a");
        FakeDroplet younger = plant("ci-a");
        listed();
        site.fake.account().delete(Integer.toString(older.id));
        site.clock.pass(Duration.ofMinutes(5));
        assertThat(listed()).containsExactly("droplet-" + younger.id);
    }

    @Test
    void theSecondOfANameIsShownUnderItsNumber() throws Failure {
        plant("ci-a");
        FakeDroplet second = plant("ci-a");
        assertThat(listed()).containsExactly("ci-a", "droplet-" + second.id);
    }

    @Test
    void whatSomebodyRenamedIsShownUnderItsNumber() throws Failure {
        FakeDroplet renamed = plant("Keep.this.one");
        assertThat(listed()).containsExactly("droplet-" + renamed.id);
    }

    @Test
    void tagsOfOthersMakeDoNotMatter() throws Failure {
        List<String> tags = new ArrayList<>(site.ownTags());
        tags.addAll(List.of("prod", "dynagents-pool:_zz", "dynagents-offering:a", "dynagents-lease:ci:soon"));
        site.fake.account().plant("ci-a", tags, OLD);
        assertThat(machines.list().machines()).singleElement().satisfies(it -> {
            assertThat(it.pool()).isEmpty();
            assertThat(it.offering()).isEmpty();
            assertThat(it.lease()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"HALF_ANSWER", "WRONG_ANSWER", "NOT_FOUND"})
    void unknownIsNeverEmpty(RawFault fault) {
        plant("ci-a");
        site.fake.trouble().breaks(CallKind.LIST, fault);
        assertThat(Site.failure(machines::list)).isNotNull();
    }
}
