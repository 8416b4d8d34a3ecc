package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether machines reach the internet, and it does not reach them. */
final class Network {
    private static final String ANYWHERE = "0.0.0.0/0";

    private final Setup setup;
    private final Clients clients;
    private final Calls calls;

    Network(Setup setup, Clients clients, Calls calls) {
        this.setup = setup;
        this.clients = clients;
        this.calls = calls;
    }

    List<Finding> look(Collection<Subnet> subnets) throws Failure {
        List<RouteTable> tables = tables(subnets);
        SortedMap<Flaw, List<String>> flaws = new TreeMap<>();
        for (Subnet subnet : subnets) {
            for (Flaw flaw : flaws(subnet, tables)) {
                flaws.computeIfAbsent(flaw, it -> new ArrayList<>()).add(subnet.subnetId());
            }
        }
        List<Finding> findings = new ArrayList<>();
        flaws.forEach((flaw, ids) -> findings.add(flaw.of(ids)));
        for (SecurityGroup group : groups(subnets)) {
            if (group.ipPermissions().stream().anyMatch(Network::isOpen)) {
                findings.add(Finding.warning(
                        "security group " + group.groupId(),
                        "it lets the internet in, and agents need nothing of that",
                        "name one without inbound rules in option \"security-groups\""));
            }
        }
        return findings;
    }

    /** What a subnet may lack. */
    private enum Flaw {
        NO_ADDRESS,
        NO_WAY_OUT,
        NO_PUBLIC_ADDRESS;

        Finding of(List<String> subnets) {
            String about = "subnet " + String.join(", ", subnets);
            return switch (this) {
                case NO_ADDRESS -> Finding.warning(about, "no address is free", "name another, or a larger one");
                case NO_WAY_OUT ->
                    Finding.warning(
                            about,
                            "no route leads to the internet: machines there reach neither an image's registry nor a CI"
                                    + " server outside",
                            "route " + ANYWHERE + " to a NAT gateway, or to an internet gateway with public-ip: true");
                case NO_PUBLIC_ADDRESS ->
                    Finding.wrong(
                            about,
                            "the way out is an internet gateway, which is of no use to machines without a public address",
                            "set public-ip: true, or name a subnet with a NAT gateway");
            };
        }
    }

    private List<Flaw> flaws(Subnet subnet, List<RouteTable> tables) {
        List<Flaw> flaws = new ArrayList<>();
        Optional<Route> out = routes(subnet, tables).stream()
                .filter(route -> ANYWHERE.equals(route.destinationCidrBlock()) && route.state() == RouteState.ACTIVE)
                .findFirst();
        if (out.isEmpty()) {
            flaws.add(Flaw.NO_WAY_OUT);
        } else if (!setup.publicAddress() && isInternetGateway(out.get())) {
            flaws.add(Flaw.NO_PUBLIC_ADDRESS);
        }
        if (Integer.valueOf(0).equals(subnet.availableIpAddressCount())) {
            flaws.add(Flaw.NO_ADDRESS);
        }
        return flaws;
    }

    private static boolean isInternetGateway(Route route) {
        return Optional.ofNullable(route.gatewayId())
                .filter(id -> id.startsWith("igw-"))
                .isPresent();
    }

    /** Of the subnet's own table, or else of its network's. */
    private static List<Route> routes(Subnet subnet, List<RouteTable> tables) {
        return tables.stream()
                .filter(table ->
                        table.associations().stream().anyMatch(it -> Objects.equals(it.subnetId(), subnet.subnetId())))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> Objects.equals(table.vpcId(), subnet.vpcId()))
                        .filter(table -> table.associations().stream().anyMatch(it -> Boolean.TRUE.equals(it.main())))
                        .findFirst())
                .map(RouteTable::routes)
                .orElse(List.of());
    }

    private List<RouteTable> tables(Collection<Subnet> subnets) throws Failure {
        List<String> networks = subnets.stream().map(Subnet::vpcId).distinct().toList();
        return calls.ask(
                "looking up routes",
                () -> clients
                        .ec2()
                        .describeRouteTablesPaginator(request -> request.filters(
                                Filter.builder().name("vpc-id").values(networks).build()))
                        .routeTables()
                        .stream()
                        .toList());
    }

    /** Those that machines get. */
    private List<SecurityGroup> groups(Collection<Subnet> subnets) throws Failure {
        if (!setup.securityGroups().isEmpty()) {
            return calls.ask(
                            "looking up security groups",
                            () -> clients.ec2()
                                    .describeSecurityGroups(request -> request.groupIds(setup.securityGroups())))
                    .securityGroups();
        }
        List<String> networks = subnets.stream().map(Subnet::vpcId).distinct().toList();
        return calls.ask(
                        "looking up security groups",
                        () -> clients.ec2()
                                .describeSecurityGroups(request -> request.filters(
                                        Filter.builder()
                                                .name("group-name")
                                                .values("default")
                                                .build(),
                                        Filter.builder()
                                                .name("vpc-id")
                                                .values(networks)
                                                .build())))
                .securityGroups();
    }

    private static boolean isOpen(IpPermission permission) {
        return Stream.concat(
                        permission.ipRanges().stream().map(range -> range.cidrIp()),
                        permission.ipv6Ranges().stream().map(range -> range.cidrIpv6()))
                .anyMatch(from -> ANYWHERE.equals(from) || "::/0".equals(from));
    }
}
