package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a machine is born with. */
class BirthTest {
    @AutoClose
    private final Site site = new Site();

    private Map<String, String> sent(String name) throws Failure {
        return sent(site.purchase(name));
    }

    private Map<String, String> sent(Purchase purchase) throws Failure {
        try (Machines machines = site.open()) {
            machines.buy(purchase);
        }
        return site.gate.gaps().sent(purchase.name().value());
    }

    @Test
    void metadataNeedATokenThatGoesNoFurtherThanTheMachineAndShowTags() throws Failure {
        assertThat(sent("ci-a"))
                .containsEntry("MetadataOptions.HttpTokens", "required")
                .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "1")
                .containsEntry("MetadataOptions.HttpEndpoint", "enabled")
                .containsEntry("MetadataOptions.InstanceMetadataTags", "enabled");
    }

    @Test
    void powerOffIsItsEndAndItsVolumeIsEncryptedAndGoesAlong() throws Failure {
        assertThat(sent("ci-a"))
                .containsEntry("InstanceInitiatedShutdownBehavior", "terminate")
                .containsEntry("BlockDeviceMapping.1.Ebs.Encrypted", "true")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "30")
                .containsEntry("NetworkInterface.1.DeleteOnTermination", "true");
    }

    @Test
    void noKeyLetsAnybodyIn() throws Failure {
        assertThat(sent("ci-a")).doesNotContainKey("KeyName");
    }

    @Test
    void instanceVolumeAndInterfaceBearTheTagsFromTheFirst() throws Failure {
        Map<String, String> sent = sent("ci-a");
        for (int i = 1; i <= 3; i++) {
            String tags = "TagSpecification." + i + ".";
            assertThat(sent.get(tags + "ResourceType")).isIn("instance", "volume", "network-interface");
            assertThat(sent.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(tags + "Tag."))
                            .map(Map.Entry::getValue))
                    .contains("dynagents-owner", "ci", "dynagents-name", "ci-a", "dynagents-pool", "linux");
        }
    }

    @Test
    void theNameIsTheToken() throws Failure {
        assertThat(sent("ci-a")).containsEntry("ClientToken", "ci-a");
    }

    @Test
    void aSpotMachineAsksOnceAndIsTerminatedWhenItIsInterrupted() throws Failure {
        site.template("max-spot-price", Money.dollars("0.0815"));
        assertThat(sent(site.purchase("ci-a", "c5.xlarge/eu-central-1b", "spot")))
                .containsEntry("InstanceMarketOptions.MarketType", "spot")
                .containsEntry("InstanceMarketOptions.SpotOptions.SpotInstanceType", "one-time")
                .containsEntry("InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior", "terminate")
                .containsEntry("InstanceMarketOptions.SpotOptions.MaxPrice", "0.081500");
    }

    @Test
    void burstableTypesAreToldHowToUseTheirCredits() throws Failure {
        site.template("types", List.of("t3.large")).template("credits", "standard");
        assertThat(sent(site.purchase("ci-a", "t3.large/eu-central-1a", "on-demand")))
                .containsEntry("CreditSpecification.CpuCredits", "standard");
    }

    /** Though the parameter names another by then. */
    @Test
    void aRetryIsTheSameToTheByte() throws Failure {
        site.template("image", "ssm:/team/image");
        image(AwsBackend.IMAGE);
        Purchase purchase = site.purchase("ci-a");
        try (Machines machines = site.open()) {
            Machine first = machines.buy(purchase);
            image("ami-076f415166b04f5fe");
            site.pace.pass(Duration.ofSeconds(20));
            assertThat(machines.buy(purchase)).isEqualTo(first);
        }
    }

    @Test
    void whenItsSubnetWasReplacedThePurchaseAfterTheRefusedOneUsesTheNewOne() throws Failure {
        String subnet = "NetworkInterface.1.SubnetId";
        String inThird = "c5.xlarge/eu-central-1c";
        try (Machines machines = site.open()) {
            machines.buy(site.purchase("ci-a", inThird, "on-demand"));
            String first = site.gate.gaps().sent("ci-a").getOrDefault(subnet, "");
            site.gate.ec2("DeleteSubnet", "SubnetId", first);
            site.gate.ec2("CreateDefaultSubnet", "AvailabilityZone", "eu-central-1c");
            assertThat(Site.failure(() -> machines.buy(site.purchase("ci-b", inThird, "on-demand")))
                            .kind())
                    .isEqualTo(Failure.Kind.INVALID);
            machines.buy(site.purchase("ci-c", inThird, "on-demand"));
            assertThat(site.gate.gaps().sent("ci-c").get(subnet))
                    .startsWith("subnet-")
                    .isNotEqualTo(first);
        }
    }

    private void image(String id) {
        site.gate.json(
                "ssm",
                "AmazonSSM.PutParameter",
                "{\"Name\":\"/team/image\",\"Value\":\"" + id + "\",\"Type\":\"String\",\"Overwrite\":true}");
    }

    @Test
    void whatWasAMachineOnceIsNotBoughtAgain() throws Failure {
        try (Machines machines = site.open()) {
            Purchase purchase = site.purchase("ci-a");
            machines.release(machines.buy(purchase));
            Failure failure = Site.failure(() -> machines.buy(purchase));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
            assertThat(failure).hasMessageContaining("was a machine once");
        }
    }

    /** What cannot log in buys nothing, and says so. */
    @Test
    void withoutCredentialsNothingIsBought() {
        site.without("access-key").without("secret-key").account("profile", "there-is-no-such-profile");
        try (Machines machines = site.open()) {
            Failure failure = Site.failure(() -> machines.buy(site.purchase("ci-a")));
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(Failure.Kind.DENIED);
            assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
            assertThat(site.gate.requests("RunInstances")).isZero();
        }
    }

    @Test
    void aZoneWithoutASubnetIsRefused() {
        try (Machines machines = site.open()) {
            Failure failure =
                    Site.failure(() -> machines.buy(site.purchase("ci-a", "c5.xlarge/eu-central-1z", "on-demand")));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
            assertThat(failure).hasMessageContaining("there is no subnet in zone eu-central-1z");
        }
    }

    @Test
    void secretsAreNotInUserDataWhereTheyAreInParameters() throws Failure {
        site.gate.makeProfile("machines");
        site.account("secrets", "ssm").account("instance-profile", "machines");
        try (Machines machines = site.open()) {
            Machine machine = machines.buy(site.purchase("ci-a"));
            String script = BootScript.scriptIn(site.gate.gaps().userData(machine.nativeId()));
            assertThat(script).contains("/dynagents/ci/machines/ci-a").doesNotContain(Site.SECRET);
        }
    }
}
