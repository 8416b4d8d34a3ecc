package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bad input is found before anything is bought. */
class ExaminationTest {
    @AutoClose
    private final Site site = new Site();

    @Test
    void allIsWell() throws Failure {
        assertThat(site.found()).noneMatch(found -> found.startsWith("wrong"));
    }

    @Test
    void noDefaultNetwork() throws Failure {
        for (String subnet : Gate.all("<subnetId>(.*?)</subnetId>", site.gate.ec2("DescribeSubnets"))) {
            site.gate.ec2("DeleteSubnet", "SubnetId", subnet);
        }
        assertThat(site.found())
                .anyMatch(found -> found.contains("region eu-central-1 has no default VPC with subnets"));
    }

    @Test
    void aSubnetThatIsNotThere() throws Failure {
        site.account("subnets", List.of("subnet-0123456789abcdef0"));
        assertThat(site.found()).anyMatch(found -> found.contains("InvalidSubnetID.NotFound"));
    }

    @Test
    void aSubnetWithoutAWayOut() throws Failure {
        String network = Gate.all("<vpcId>(.*?)</vpcId>", site.gate.ec2("CreateVpc", "CidrBlock", "10.9.0.0/16"))
                .getFirst();
        String made = site.gate.ec2("CreateSubnet", "VpcId", network, "CidrBlock", "10.9.1.0/24");
        site.account("subnets", Gate.all("<subnetId>(.*?)</subnetId>", made));
        assertThat(site.found())
                .anyMatch(found ->
                        found.startsWith("warning: subnet ") && found.contains("no route leads to the internet"));
    }

    @Test
    void anInternetGatewayWithoutPublicAddresses() throws Failure {
        site.account("public-ip", false);
        String gateway = Gate.all(
                        "<internetGatewayId>(.*?)</internetGatewayId>", site.gate.ec2("CreateInternetGateway"))
                .getFirst();
        String table = Gate.all("<routeTableId>(.*?)</routeTableId>", site.gate.ec2("DescribeRouteTables"))
                .getFirst();
        String network = Gate.all("<vpcId>(.*?)</vpcId>", site.gate.ec2("DescribeRouteTables"))
                .getFirst();
        site.gate.ec2("AttachInternetGateway", "InternetGatewayId", gateway, "VpcId", network);
        site.gate.ec2("CreateRoute", "RouteTableId", table, "DestinationCidrBlock", "0.0.0.0/0", "GatewayId", gateway);
        assertThat(site.found()).anyMatch(found -> found.contains("set public-ip: true"));
    }

    @Test
    void anInboundRuleForAll() throws Failure {
        String group = Gate.all("<groupId>(.*?)</groupId>", site.gate.ec2("DescribeSecurityGroups"))
                .getFirst();
        site.gate.ec2(
                "AuthorizeSecurityGroupIngress",
                "GroupId",
                group,
                "IpPermissions.1.IpProtocol",
                "tcp",
                "IpPermissions.1.FromPort",
                "22",
                "IpPermissions.1.ToPort",
                "22",
                "IpPermissions.1.IpRanges.1.CidrIp",
                "0.0.0.0/0");
        assertThat(site.found())
                .anyMatch(found -> found.contains("security group " + group) && found.contains("lets the internet in"));
    }

    @Test
    void anImageThatIsNotThere() throws Failure {
        site.template("image", "ami-0123456789abcdef0");
        assertThat(site.found())
                .anyMatch(found ->
                        found.startsWith("wrong: template small: ") && found.contains("ami-0123456789abcdef0"));
    }

    /** Another template that is wrong takes nothing from it. */
    @Test
    void oneTemplateThatIsWrongHidesNoOther() throws Failure {
        try (Machines machines = site.open("good", Map.of(), "bad", Map.of("image", "ami-0123456789abcdef0"))) {
            assertThat(machines.offerings())
                    .isNotEmpty()
                    .allMatch(it -> it.template().equals("good"));
            assertThat(machines.examine().toString()).contains("wrong: template bad: ");
        }
    }

    @Test
    void anImageOfAnotherArchitecture() throws Failure {
        site.template("types", List.of("c6g.xlarge"));
        assertThat(site.found())
                .anyMatch(found -> found.startsWith("wrong: template small: nothing of it is sold")
                        && found.contains("arm64")
                        && found.contains("x86_64"));
    }

    @Test
    void anImageOfWindows() throws Failure {
        site.template("image", "ami-12c6146b").template("volume-size", 100);
        assertThat(site.found()).anyMatch(found -> found.contains("ami-12c6146b runs Windows"));
    }

    @Test
    void aSpotPriceBelowAnyMarket() throws Failure {
        site.without("price")
                .template("capacity", List.of("spot"))
                .template("max-spot-price", Money.dollars("0.000001"));
        assertThat(site.found())
                .anyMatch(found -> found.startsWith("wrong: template small: nothing of it is sold")
                        && found.contains("max-spot-price"));
    }

    @Test
    void aTypeThatIsNotThere() throws Failure {
        site.template("types", List.of("c99.xlarge", "c5.xlarge"));
        assertThat(site.found()).anyMatch(found -> found.startsWith("warning: ") && found.contains("c99.xlarge"));
    }

    @Test
    void aClusterThatIsNotThere() throws Failure {
        site.account("mode", "ecs").account("cluster", "builds").account("instance-profile", "machines");
        assertThat(site.found())
                .anyMatch(found ->
                        found.startsWith("wrong: cluster builds: ") && found.contains("aws ecs create-cluster"));
    }

    @Test
    void aSessionThatHasExpired() {
        site.gate.trouble().refusesToKnowUs(403, "ExpiredToken", "The security token is expired");
        Failure failure = Site.failure(site::found);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.DENIED);
        assertThat(failure).hasMessageContaining("log in again");
    }

    @Test
    void rightsThatAreMissingComeWithThePolicyThatGrantsThem() throws Failure {
        site.gate.trouble().refuses("RunInstances", 403, "UnauthorizedOperation", "You are not authorized.");
        assertThat(site.found())
                .anyMatch(found -> found.startsWith("wrong: template small: ")
                        && found.contains("give these credentials this policy:")
                        && found.contains("\"ec2:RunInstances\""));
    }

    @Test
    void aClockThatIsWrong() throws Failure {
        try (Machines machines = site.open()) {
            site.gate.late(Duration.ofMinutes(7));
            assertThat(machines.examine())
                    .anyMatch(found -> found.toString().contains("the clock of this host is")
                            && found.toString().contains("ahead of AWS's"));
        }
    }

    @Test
    void aMachineThatMayNotBeReleased() throws Failure {
        try (Machines machines = site.open()) {
            machines.buy(site.purchase("ci-a"));
        }
        site.gate.trouble().refuses("TerminateInstances", 403, "UnauthorizedOperation", "You are not authorized.");
        assertThat(site.found()).anyMatch(found -> found.contains("a dry run of releasing"));
    }
}
