package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BuyingTest {
    @AutoClose
    private final Site site = new Site();

    @AutoClose
    private final Machines machines = site.open();

    private Failure buyingFails(Purchase purchase) {
        return Site.failure(() -> machines.buy(purchase));
    }

    private JsonObject sent() {
        return site.fake.recorded().stream()
                .filter(it -> it.request().method().equals("POST"))
                .map(it -> JsonParser.parseString(it.request().body()).getAsJsonObject())
                .toList()
                .getLast();
    }

    @Test
    void theCreatingRequestSaysEverything() throws Failure {
        site.template("ssh-keys", List.of("512190", "3b:16:e4:bf")).template("monitoring", true);
        try (Machines withKeys = site.open()) {
            withKeys.buy(site.purchase("ci-a"));
        }
        JsonObject sent = sent();
        assertThat(sent.remove("user_data").getAsString()).startsWith("#!/bin/sh\n");
        assertThat(sent)
                .hasToString("{\"name\":\"ci-a\",\"region\":\"fra1\",\"size\":\"s-2vcpu-4gb\","
                        + "\"image\":\"docker-20-04\",\"ssh_keys\":[512190,\"3b:16:e4:bf\"],"
                        + "\"tags\":[\"dynagents-owner:ci\",\"dynagents-pool:linux\","
                        + "\"dynagents-offering:main:small_2fs-2vcpu-4gb_2ffra1\",\"dynagents-lease:ci:1795536000-14400-run\"],"
                        + "\"monitoring\":true}");
    }

    @Test
    void aSnapshotIsNamedByItsNumber() throws Failure {
        site.template("image", "7555620");
        try (Machines other = site.open()) {
            other.buy(site.purchase("ci-a"));
        }
        assertThat(sent().get("image").toString()).isEqualTo("7555620");
    }

    @Test
    void whatIsAskedForIsInTheList() throws Failure {
        Machine bought = machines.buy(site.purchase("ci-a"));
        assertThat(machines.list().machines()).containsExactly(bought);
        assertThat(bought.pool()).contains("linux");
        assertThat(bought.lease()).contains(site.purchase("ci-a").lease());
        assertThat(bought.offering()).contains(site.purchase("ci-a").offering());
    }

    @Test
    void lettersOfAllTheWorldArriveAsTheyAre() throws Failure {
        Purchase plain = site.purchase("ci-a");
        machines.buy(plain.withAgent(Site.agent(Map.of("NAME", "Jürgen 日本 \uD83D\uDE00"))));
        assertThat(BootScript.scriptIn(site.fake.account().named("ci-a").getFirst().userData))
                .contains("Jürgen 日本 \uD83D\uDE00");
    }

    @Test
    void aScriptThatIsTooLongIsRefusedBeforeAnythingIsSent() {
        byte[] noise = new byte[64 * 1024];
        new Random(1).nextBytes(noise);
        Failure failure = buyingFails(withNovel(Base64.getEncoder().encodeToString(noise)));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
        assertThat(failure).hasMessageMatching(".*user data of ci-a is of \\d+ bytes, and its cloud takes 65536: .*");
        assertThat(site.fake.recorded()).isEmpty();
    }

    @Test
    void aLongScriptThatPacksWellIsSent() throws Failure {
        machines.buy(withNovel("x".repeat(64 * 1024)));
        assertThat(site.fake.account().named("ci-a")).hasSize(1);
    }

    private Purchase withNovel(String text) {
        return site.purchase("ci-a").withAgent(Site.agent(Map.of("NOVEL", text)));
    }

    @Test
    void askedTwiceItIsSentOnce() throws Failure {
        site.fake.account().lag(Duration.ofSeconds(20)); // the list does not show it yet
        Machine first = machines.buy(site.purchase("ci-a"));
        assertThat(machines.buy(site.purchase("ci-a"))).isEqualTo(first);
        assertThat(site.fake.account().purchasesOf("ci-a")).isEqualTo(1);
    }

    @Test
    void otherArgumentsUnderTheSameNameAreRefused() throws Failure {
        machines.buy(site.purchase("ci-a"));
        site.clock.pass(Duration.ofMinutes(2)); // so that the lease is another
        Failure listed = buyingFails(site.purchase("ci-a"));
        assertThat(listed.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(listed).hasMessageContaining("other arguments");
        assertThat(site.fake.account().purchasesOf("ci-a")).isEqualTo(1);
    }

    @Test
    void afterALostAnswerItIsNotSentAgain() {
        site.fake.account().lag(Duration.ofSeconds(20));
        site.fake.trouble().breaks(CallKind.BUY, RawFault.RESET_AFTER);
        assertThat(buyingFails(site.purchase("ci-a")).effect()).isEqualTo(Failure.Effect.UNKNOWN);
        site.fake.trouble().mend();
        Failure again = buyingFails(site.purchase("ci-a"));
        assertThat(again.effect()).isEqualTo(Failure.Effect.UNKNOWN);
        assertThat(again).hasMessageContaining("sent only once");
        assertThat(site.fake.account().purchasesOf("ci-a")).isEqualTo(1);
    }

    @Test
    void aRefusalIsNotAskedForTwice() {
        site.fake.account().limit(0);
        assertThat(buyingFails(site.purchase("ci-a")).kind()).isEqualTo(Failure.Kind.QUOTA);
        site.fake.account().limit(10);
        Failure again = buyingFails(site.purchase("ci-a"));
        assertThat(again.effect()).isEqualTo(Failure.Effect.NONE);
        assertThat(again).hasMessageContaining("refused already").hasMessageContaining("droplet limit");
        assertThat(site.fake.account().purchasesOf("ci-a")).isEqualTo(1);
    }

    @Test
    void aNameThatWasAMachineOnceIsNotBoughtAgain() throws Failure {
        machines.release(machines.buy(site.purchase("ci-a")));
        Failure again = buyingFails(site.purchase("ci-a"));
        assertThat(again.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(again).hasMessageContaining("was a machine once");
        assertThat(site.fake.account().named("ci-a")).hasSize(1);
    }

    @Test
    void reopenedItLooksBeforeItSends() throws Failure {
        Machine first = machines.buy(site.purchase("ci-a"));
        try (Machines again = site.open()) {
            assertThat(again.buy(site.purchase("ci-a"))).isEqualTo(first);
        }
        assertThat(site.fake.account().purchasesOf("ci-a")).isEqualTo(1);
    }

    @Test
    void itIsNotSentWhenTheLookTookTooLong() {
        Purchase purchase = site.purchase("ci-a");
        site.fake.before(request -> site.clock.pass(Duration.ofSeconds(31)));
        Failure failure = buyingFails(purchase);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
        assertThat(failure).hasMessageContaining("was to be sent before " + purchase.sendBefore());
        assertThat(site.fake.account().billed()).isEmpty();
    }

    @Test
    void whereNobodyListensNothingWasSent() throws IOException {
        site.fake.close();
        Failure failure = buyingFails(site.purchase("ci-a"));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
    }

    @Test
    void whatIsNotConfiguredCannotBeBought() {
        Purchase plain = site.purchase("ci-a");
        Purchase other = new Purchase(
                plain.name(),
                plain.owner(),
                plain.pool(),
                new OfferingId("main", "small/s-4vcpu-8gb/fra1"),
                plain.agent(),
                plain.lease(),
                plain.grace(),
                plain.maxLife(),
                plain.sendBefore());
        assertThat(buyingFails(other))
                .hasMessageStartingWith("account \"main\" has no offering main:small/s-4vcpu-8gb/fra1");
        assertThat(site.fake.recorded()).isEmpty();
    }

    @Test
    void aPoolWhoseNameFitsNoTagIsRefused() {
        Purchase plain = site.purchase("ci-a");
        Purchase other = new Purchase(
                new MachineName("ci-a"),
                plain.owner(),
                "Ö".repeat(80),
                plain.offering(),
                plain.agent(),
                plain.lease(),
                plain.grace(),
                plain.maxLife(),
                plain.sendBefore());
        assertThat(buyingFails(other)).hasMessageContaining("a tag would be longer than DigitalOcean's 255 letters");
        assertThat(site.fake.recorded()).isEmpty();
    }
}
