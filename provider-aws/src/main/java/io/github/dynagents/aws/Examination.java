package io.github.dynagents.aws;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Looks at everything that the options name, and tries whether the credentials may do what is needed. */
final class Examination {
    private static final Duration WRONG_CLOCK = Duration.ofMinutes(2);

    private final Setup setup;
    private final Context context;
    private final Clients clients;
    private final Exchange exchange;
    private final Sales sales;
    private final Network network;
    private final DryRuns dryRuns;
    private final String policy;
    private final List<Finding> findings = new ArrayList<>();
    private boolean policyTold;

    Examination(
            Setup setup,
            Context context,
            Clients clients,
            Exchange exchange,
            Sales sales,
            DryRuns dryRuns,
            String policy) {
        this.setup = setup;
        this.context = context;
        this.clients = clients;
        this.exchange = exchange;
        this.sales = sales;
        this.network = new Network(setup, clients, exchange);
        this.dryRuns = dryRuns;
        this.policy = policy;
    }

    /** One part of it. */
    private interface Part {
        void look() throws Failure;
    }

    /** @throws Failure if AWS cannot be asked at all, or does not know who asks */
    List<Finding> findings() throws Failure {
        caller();
        tried(
                "network",
                () -> findings.addAll(network.look(sales.subnets().byZone().values())));
        setup.cluster().ifPresent(name -> tried("cluster " + name, () -> cluster(name)));
        if (setup.secretsInParameters()) {
            tried("secrets in ssm", this::parameters);
        }
        for (Template template : sales.templates()) {
            tried("template " + template.name(), () -> findings.addAll(ImageCheck.of(template, sales)));
        }
        tried("what is sold", this::sold);
        tried("machines", this::keep);
        return findings;
    }

    private void tried(String about, Part part) {
        try {
            part.look();
        } catch (Failure e) {
            findings.add(Finding.wrong(about, String.valueOf(e.getMessage()), todo(e)));
        }
    }

    private String todo(Failure failure) {
        if (failure.kind() != Failure.Kind.DENIED) {
            return "";
        }
        String todo = policyTold
                ? "give these credentials the policy above"
                : "give these credentials this policy:\n" + policy;
        policyTold = true;
        return todo;
    }

    private void caller() throws Failure {
        GetCallerIdentityResponse caller =
                exchange.ask("asking AWS who we are", () -> clients.sts().getCallerIdentity(request -> {}));
        findings.add(Finding.note("", "calls are made as " + caller.arn()));
        Optional<Duration> ahead = AnswerDate.of(caller)
                .map(at -> Duration.between(at, context.clock().instant()));
        if (ahead.filter(by -> by.abs().compareTo(WRONG_CLOCK) > 0).isPresent()) {
            findings.add(Finding.warning(
                    "",
                    "the clock of this host is " + ahead.get().abs().toSeconds() + "s "
                            + (ahead.get().isNegative() ? "behind" : "ahead of") + " AWS's",
                    "set it by NTP: AWS refuses what is more than five minutes off"));
        }
    }

    private void cluster(String name) throws Failure {
        List<software.amazon.awssdk.services.ecs.model.Cluster> found = exchange.ask(
                        "looking for ECS cluster " + name,
                        () -> clients.ecs().describeClusters(request -> request.clusters(name)))
                .clusters();
        boolean isThere = found.stream().anyMatch(cluster -> "ACTIVE".equals(cluster.status()));
        if (isThere) {
            Cluster cluster = new Cluster(name, clients, exchange);
            cluster.containerInstances("listing the machines of cluster " + name);
            cluster.tasks("listing the tasks of cluster " + name);
        } else {
            findings.add(Finding.wrong(
                    "cluster " + name,
                    found.isEmpty() ? "there is none of that name in " + setup.region() : "it is deleted",
                    "make it: aws ecs create-cluster --region " + setup.region() + " --cluster-name " + name));
        }
    }

    private void parameters() throws Failure {
        String path = Parameters.path(context.owner());
        exchange.ask(
                "looking for parameters under " + path,
                () -> clients.ssm()
                        .getParametersByPath(request -> request.path(path).maxResults(1)));
        findings.add(Finding.note(
                "secrets in ssm",
                "the role of the machines must allow ssm:GetParameter on parameter" + path
                        + "/*; only a machine can tell whether it does"));
    }

    private void sold() throws Failure {
        Look look = sales.look();
        findings.add(Finding.note("", look.prices()));
        SortedMap<String, SortedMap<CapacityType, Kind>> first = new TreeMap<>();
        for (Offering offering : look.offerings()) {
            first.computeIfAbsent(offering.template(), it -> new TreeMap<>())
                    .putIfAbsent(offering.capacity(), sales.kind(offering.id()));
        }
        for (Template template : sales.templates()) {
            List<LeftOut> without = look.leftOut().stream()
                    .filter(each -> each.kind().template().equals(template))
                    .toList();
            Collection<Kind> sold =
                    first.getOrDefault(template.name(), new TreeMap<>()).values();
            for (String line : LeftOut.lines(without)) {
                findings.add(
                        !sold.isEmpty()
                                ? Finding.warning("template " + template.name(), line, "")
                                : Finding.wrong("template " + template.name(), "nothing of it is sold; " + line, ""));
            }
            for (Kind kind : sold) {
                tried("template " + template.name(), () -> dryRuns.buy(kind));
            }
        }
    }

    private void keep() throws Failure {
        if (!dryRuns.keep()) {
            findings.add(
                    Finding.note("", "whether machines may be renewed and released can be tried once there is one"));
        }
    }
}
