package io.github.dynagents.aws;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options of an account.
 *
 * @param endpoint where all services are, in place of AWS's own addresses
 * @param cluster of ECS, where agents are its tasks
 * @param subnets to place machines in; empty for those of the default VPC
 * @param securityGroups of the machines; empty for the VPC's default
 * @param publicAddress whether machines get a public IPv4 address
 * @param profile the instance profile of the machines
 * @param secretsInParameters whether agents' secrets are kept in Parameter Store, rather than in user data
 * @param timeout for one call, with all its attempts
 */
record Setup(
        String region,
        Optional<URI> endpoint,
        Login login,
        Optional<String> cluster,
        List<String> subnets,
        List<String> securityGroups,
        boolean publicAddress,
        Optional<String> profile,
        boolean secretsInParameters,
        Duration timeout,
        Optional<Path> priceTable,
        Optional<Duration> billingIncrement,
        Optional<Duration> billingMinimum) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String IN_USER_DATA = "user-data";
    private static final String IN_PARAMETERS = "ssm";

    /**
     * Whose calls these are: keys, or a profile of the shared files, or neither, which is the SDK's default chain; and a
     * role to take on with them.
     */
    record Login(
            Optional<String> accessKey, Optional<Secret> secretKey, Optional<String> profile, Optional<String> role) {}

    static List<Option> options() {
        return List.of(
                Option.required("region", String.class, "such as eu-central-1"),
                Option.of("mode", String.class, "ec2", "ec2: machines start their agents; ecs: agents are ECS tasks"),
                Option.optional("cluster", String.class, "name of the ECS cluster that machines join; with mode ecs"),
                Option.optional(
                        "instance-profile",
                        String.class,
                        "name of the machines' own instance profile; needed with mode ecs, and with secrets in ssm"),
                Option.of(
                        "secrets",
                        String.class,
                        IN_USER_DATA,
                        "where agents' secrets are kept: user-data, or ssm (Parameter Store)"),
                Option.optional("subnets", List.class, "to place machines in; the default VPC's unless given"),
                Option.optional("security-groups", List.class, "of the machines; the VPC's default unless given"),
                Option.of(
                        "public-ip",
                        Boolean.class,
                        "true",
                        "whether machines get a public address; without one their subnet needs a NAT gateway"),
                Option.optional("access-key", String.class, "an access key's id; the SDK's default chain unless given"),
                Option.secret("secret-key", false, "the access key's secret"),
                Option.optional("profile", String.class, "a profile of the shared AWS files, in place of keys"),
                Option.optional("role", String.class, "ARN of a role to take on"),
                Option.optional("endpoint", String.class, "where all of AWS is; http only on this host itself"),
                Option.of("timeout", Duration.class, "20s", "for one call, with all its attempts"),
                Option.optional(
                        "price-table",
                        Path.class,
                        "prices to go by when the Pricing API cannot be asked, in place of those that are shipped"),
                Option.optional(
                        "billing-increment", Duration.class, "what running time is rounded up to; 1s unless given"),
                Option.optional("billing-minimum", Duration.class, "what is paid for at least; 1m unless given"));
    }

    /** @throws IllegalArgumentException if an option makes no sense, alone or with others */
    static Setup read(Settings account) {
        String mode = account.get("mode", String.class).strip();
        Checks.require("mode", List.of("ec2", "ecs").contains(mode), "must be ec2 or ecs, not \"" + mode + "\"");
        String secrets = account.get("secrets", String.class).strip();
        Checks.require(
                "secrets",
                List.of(IN_USER_DATA, IN_PARAMETERS).contains(secrets),
                "must be user-data or ssm, not \"" + secrets + "\"");
        Setup setup = new Setup(
                account.get("region", String.class).strip(),
                account.find("endpoint", String.class).map(Endpoints::read),
                login(account),
                account.find("cluster", String.class).map(String::strip),
                account.texts("subnets"),
                account.texts("security-groups"),
                account.get("public-ip", Boolean.class),
                account.find("instance-profile", String.class).map(String::strip),
                secrets.equals(IN_PARAMETERS),
                account.get("timeout", Duration.class),
                account.find("price-table", Path.class),
                account.find("billing-increment", Duration.class),
                account.find("billing-minimum", Duration.class));
        Checks.require("cluster", mode.equals("ecs") || setup.cluster().isEmpty(), "needs mode: ecs");
        Checks.require("cluster", mode.equals("ec2") || setup.cluster().isPresent(), "is needed with mode: ecs");
        Checks.require(
                "secrets",
                mode.equals("ec2") || !setup.secretsInParameters(),
                "cannot be ssm with mode: ecs: there no user data hold any, and a task's environment does");
        setup.check();
        return setup;
    }

    private static Login login(Settings account) {
        Login login = new Login(
                account.find("access-key", String.class).map(String::strip),
                account.find("secret-key", Secret.class),
                account.find("profile", String.class).map(String::strip),
                account.find("role", String.class).map(String::strip));
        Checks.require(
                "secret-key", login.accessKey().isPresent() == login.secretKey().isPresent(), "goes with access-key");
        Checks.require(
                "secret-key",
                login.secretKey().filter(key -> key.reveal().isBlank()).isEmpty(),
                "must not be empty");
        Checks.require(
                "profile",
                login.profile().isEmpty() || login.accessKey().isEmpty(),
                "cannot be given with access-key: which of them is it?");
        return login;
    }

    private void check() {
        Checks.require("region", region.matches("[a-z]{2,}(-[a-z0-9]+)+"), "must be a region such as eu-central-1");
        Checks.require("timeout", timeout.isPositive() && timeout.compareTo(LONGEST) <= 0, "must be 5 minutes at most");
        Checks.require("subnets", subnets.stream().allMatch(id -> id.startsWith("subnet-")), "must be ids: subnet-…");
        Checks.require(
                "security-groups", securityGroups.stream().allMatch(id -> id.startsWith("sg-")), "must be ids: sg-…");
        Checks.require("cluster", isName(cluster), "must be a name, of letters, digits, - and _; no ARN");
        Checks.require(
                "instance-profile",
                profile.filter(name -> !name.matches("[A-Za-z0-9+=,.@_-]+")).isEmpty(),
                "must be a name; no ARN");
        Checks.require("instance-profile", cluster.isEmpty() || profile.isPresent(), "is needed with mode: ecs");
        Checks.require("instance-profile", !secretsInParameters || profile.isPresent(), "is needed with secrets: ssm");
        Checks.require(
                "billing-increment", billingIncrement.map(Duration::isPositive).orElse(true), "must be more than zero");
        Checks.require(
                "billing-minimum", billingMinimum.filter(Duration::isNegative).isEmpty(), "must not be negative");
    }

    private static boolean isName(Optional<String> name) {
        return name.filter(it -> !it.matches("[A-Za-z0-9_-]{1,255}")).isEmpty();
    }

    /** Whether agents are tasks of ECS. */
    boolean isEcs() {
        return cluster.isPresent();
    }
}
