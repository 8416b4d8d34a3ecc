package io.github.dynagents.aws;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.dynagents.core.model.CapacityType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The IAM policy that an account's credentials need, for what is configured and nothing else. */
final class Rights {
    private static final JsonAdapter<Object> JSON =
            new Moshi.Builder().build().adapter(Object.class).indent("  ");
    private static final String REQUESTED = "aws:RequestTag/" + Tags.OWNER;
    private static final String BORNE = "aws:ResourceTag/" + Tags.OWNER;

    private final Setup setup;
    private final List<Template> templates;
    private final String owner;
    private final String partition;
    private final List<Map<String, Object>> statements = new ArrayList<>();

    private Rights(Setup setup, List<Template> templates, String owner) {
        this.setup = setup;
        this.templates = templates;
        this.owner = owner;
        this.partition = PartitionMetadata.of(Region.of(setup.region())).id();
    }

    /** As the policy's JSON. */
    static String policy(Setup setup, List<Template> templates, String owner) {
        Rights rights = new Rights(setup, templates, owner);
        rights.look();
        rights.buy();
        rights.keep();
        if (setup.isEcs()) {
            rights.tasks();
        }
        if (setup.secretsInParameters()) {
            rights.secrets();
        }
        SequencedMap<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", rights.statements);
        return JSON.toJson(policy);
    }

    private void look() {
        allow(
                "Look",
                List.of(
                        "ec2:DescribeImages",
                        "ec2:DescribeInstances",
                        "ec2:DescribeInstanceTypeOfferings",
                        "ec2:DescribeInstanceTypes",
                        "ec2:DescribeRouteTables",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSpotInstanceRequests",
                        "ec2:DescribeSpotPriceHistory",
                        "ec2:DescribeSubnets",
                        "pricing:GetProducts"),
                List.of("*"),
                Map.of());
        List<String> parameters = Stream.concat(
                        templates.stream()
                                .flatMap(template -> template.image().stream())
                                .filter(image -> image.startsWith("ssm:"))
                                .map(image -> image.substring("ssm:".length()).replaceFirst("^/", "")),
                        templates.stream()
                                .filter(template -> template.image().isEmpty())
                                .map(template -> "aws/service/ecs/optimized-ami/*"))
                .distinct()
                .map(name -> "arn:" + partition + ":ssm:" + setup.region() + ":*:parameter/" + name)
                .toList();
        if (!parameters.isEmpty()) {
            allow("ReadImages", List.of("ssm:GetParameter"), parameters, Map.of());
        }
    }

    /** Only what bears the owner's tag from its birth. */
    private void buy() {
        List<String> made = Stream.of("instance", "volume", "network-interface")
                .map(this::ec2)
                .toList();
        List<String> used = new ArrayList<>(
                Stream.of("image", "subnet", "security-group").map(this::ec2).toList());
        if (templates.stream().anyMatch(template -> template.capacity().contains(CapacityType.SPOT))) {
            used.add(ec2("spot-instances-request"));
        }
        allow("Buy", List.of("ec2:RunInstances"), made, equal(Map.of(REQUESTED, owner)));
        allow("BuyWith", List.of("ec2:RunInstances"), used, Map.of());
        allow(
                "TagAtBirth",
                List.of("ec2:CreateTags"),
                made,
                equal(new TreeMap<>(Map.of(REQUESTED, owner, "ec2:CreateAction", "RunInstances"))));
        setup.profile()
                .ifPresent(profile -> allow(
                        "GiveMachinesTheirRole",
                        List.of("iam:PassRole"),
                        List.of("arn:" + partition + ":iam::*:role/" + profile),
                        equal(Map.of("iam:PassedToService", "ec2.amazonaws.com"))));
    }

    /** Only what bears the owner's tag. */
    private void keep() {
        SequencedMap<String, Object> renewing = new LinkedHashMap<>(equal(Map.of(BORNE, owner)));
        renewing.put("ForAllValues:StringEquals", Map.of("aws:TagKeys", List.of(Tags.LEASE)));
        allow("Renew", List.of("ec2:CreateTags"), List.of(ec2("instance")), renewing);
        allow("Release", List.of("ec2:TerminateInstances"), List.of(ec2("instance")), equal(Map.of(BORNE, owner)));
    }

    private void tasks() {
        String cluster = setup.cluster().orElseThrow();
        String ecs = "arn:" + partition + ":ecs:" + setup.region() + ":*:";
        Map<String, Object> inCluster = Map.of("ArnLike", Map.of("ecs:cluster", ecs + "cluster/" + cluster));
        allow(
                "SeeAgents",
                List.of("ecs:DeregisterContainerInstance", "ecs:DescribeClusters", "ecs:ListContainerInstances"),
                List.of(ecs + "cluster/" + cluster),
                Map.of());
        allow(
                "RunAgents",
                List.of(
                        "ecs:DescribeContainerInstances",
                        "ecs:DescribeTasks",
                        "ecs:ListTasks",
                        "ecs:StartTask",
                        "ecs:StopTask"),
                List.of("*"),
                inCluster);
        allow(
                "DescribeAgents",
                List.of("ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition", "ecs:TagResource"),
                List.of("*"),
                Map.of());
    }

    private void secrets() {
        allow(
                "KeepSecrets",
                List.of("ssm:DeleteParameters", "ssm:GetParameter", "ssm:GetParametersByPath", "ssm:PutParameter"),
                List.of("arn:" + partition + ":ssm:" + setup.region() + ":*:parameter" + Parameters.root(owner) + "*"),
                Map.of());
    }

    private String ec2(String resource) {
        return "arn:" + partition + ":ec2:" + setup.region() + ":" + (resource.equals("image") ? "" : "*") + ":"
                + resource + "/*";
    }

    private static Map<String, Object> equal(Map<String, String> values) {
        return Map.of("StringEquals", values);
    }

    private void allow(String id, List<String> actions, List<String> resources, Map<String, Object> condition) {
        SequencedMap<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", id);
        statement.put("Effect", "Allow");
        statement.put("Action", actions);
        statement.put("Resource", resources);
        if (!condition.isEmpty()) {
            statement.put("Condition", condition);
        }
        statements.add(statement);
    }
}
