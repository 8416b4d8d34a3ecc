package io.github.dynagents.aws;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.BackendMachine;
import io.github.dynagents.testkit.tck.LivePace;
import io.github.dynagents.testkit.tck.Pace;
import io.github.dynagents.testkit.tck.RawFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Moto behind its gate, for the contract: mode {@code ec2}. */
class AwsBackend implements Backend {
    /** Amazon Linux, x86_64, of those that moto has. */
    static final String IMAGE = "ami-000c540e28953ace2";

    static final String PROFILE = "machines";

    private static final int MANY_AT_ONCE = 100;

    private final LivePace pace = new LivePace();
    private final Gate gate = new Gate(pace.clock());

    AwsBackend() {
        gate.makeProfile(PROFILE);
    }

    Gate gate() {
        return gate;
    }

    @Override
    public Map<String, Object> account() {
        return Map.of(
                "region",
                Gate.REGION,
                "endpoint",
                gate.address(),
                "access-key",
                "AKIAEXAMPLE",
                "secret-key",
                new Secret("wJalrXUtnFEMI-bPxRfiCYEXAMPLEKEY"),
                "secrets",
                "ssm",
                "instance-profile",
                PROFILE);
    }

    @Override
    public Map<String, Object> template() {
        return Map.of("types", List.of("c5.xlarge"), "image", IMAGE, "price", Money.dollars("0.20"));
    }

    @Override
    public Pace pace() {
        return pace;
    }

    /** What would hang is interrupted soon; what does not has all the time. */
    @Override
    public Duration deadline() {
        return gate.trouble().hangs() ? Duration.ofSeconds(2) : Duration.ofSeconds(30);
    }

    @Override
    public List<BackendMachine> billed() {
        String shown = gate.ec2(
                "DescribeInstances",
                "Filter.1.Name",
                "instance-state-name",
                "Filter.1.Value.1",
                "pending",
                "Filter.1.Value.2",
                "running",
                "Filter.1.Value.3",
                "stopped");
        return instances(shown).stream()
                .map(instance -> {
                    String id =
                            Gate.all("<instanceId>(.*?)</instanceId>", instance).getFirst();
                    Map<String, String> tags = tags(instance);
                    return BackendMachine.of(id, tags.getOrDefault("Name", id))
                            .given(tags + BootScript.scriptIn(gate.gaps().userData(id)) + told(id));
                })
                .toList();
    }

    /** What it was told in other ways. */
    String told(String id) {
        return "";
    }

    private static List<String> instances(String shown) {
        List<String> instances = new ArrayList<>();
        for (String set : Gate.all("<instancesSet>(.*?)</instancesSet>", shown)) {
            instances.addAll(Gate.all("(<item><architecture>.*?)(?=<item><architecture>|$)", set));
        }
        return instances;
    }

    static Map<String, String> tags(String instance) {
        Map<String, String> tags = new TreeMap<>();
        for (String tag : Gate.all("<item>((?:(?!</item>).)*?<key>.*?)</item>", instance)) {
            tags.put(
                    Gate.all("<key>(.*?)</key>", tag).getFirst(),
                    Gate.all("<value>(.*?)</value>", tag).stream().findFirst().orElse(""));
        }
        return tags;
    }

    @Override
    public int made(String name) {
        return instances(gate.ec2("DescribeInstances", "Filter.1.Name", "tag:Name", "Filter.1.Value.1", name))
                .size();
    }

    @Override
    public Set<RawFault> faults(CallKind call) {
        return switch (call) {
            case BUY -> EnumSet.allOf(RawFault.class);
            case OFFERINGS, LIST, SETTLE, MARK, RELEASE, TIDY ->
                EnumSet.complementOf(EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA));
            default -> EnumSet.noneOf(RawFault.class);
        };
    }

    @Override
    public void breaks(CallKind call, RawFault fault) {
        gate.trouble().breaks(call, fault);
    }

    @Override
    public void breaksPage(int page, RawFault fault) {
        gate.trouble().breaksPage(page, fault);
    }

    @Override
    public void mend() {
        gate.trouble().mend();
        gate.gaps().mend();
    }

    /** Without names, under their ids. */
    @Override
    public List<String> plantMany(String owner, int machines) {
        List<String> ids = new ArrayList<>();
        for (int left = machines; left > 0; left -= MANY_AT_ONCE) {
            ids.addAll(plant(Math.min(left, MANY_AT_ONCE), Map.of(Tags.OWNER, owner)));
        }
        return ids;
    }

    @Override
    public String plantForeign(String name, Optional<String> owner) {
        Map<String, String> tags = new TreeMap<>(Map.of("Name", name));
        owner.ifPresent(it -> tags.putAll(Map.of(Tags.OWNER, it, Tags.NAME, name, Tags.LEASE, "1700000000-60-run")));
        owner.ifPresent(it -> gate.json(
                "ssm",
                "AmazonSSM.PutParameter",
                "{\"Name\":\"" + Parameters.folder(it) + name.replaceAll("[^a-z0-9-]", "-")
                        + "\",\"Value\":\"x\",\"Type\":\"SecureString\",\"Overwrite\":true}"));
        return plant(1, tags).getFirst();
    }

    private List<String> plant(int instances, Map<String, String> tags) {
        List<String> parameters = new ArrayList<>(List.of(
                "ImageId",
                IMAGE,
                "InstanceType",
                "c5.xlarge",
                "MinCount",
                Integer.toString(instances),
                "MaxCount",
                Integer.toString(instances),
                "TagSpecification.1.ResourceType",
                "instance"));
        int i = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            i++;
            parameters.addAll(List.of("TagSpecification.1.Tag." + i + ".Key", tag.getKey()));
            parameters.addAll(List.of("TagSpecification.1.Tag." + i + ".Value", tag.getValue()));
        }
        return Gate.all(
                "<instanceId>(i-.*?)</instanceId>", gate.ec2("RunInstances", parameters.toArray(String[]::new)));
    }

    @Override
    public List<String> billedStates() {
        return List.of("pending", "running", "shutting-down", "stopping", "stopped");
    }

    @Override
    public void force(String nativeId, String state) {
        gate.gaps().force(nativeId, state);
    }

    @Override
    public void vanish(String nativeId) {
        gate.ec2("TerminateInstances", "InstanceId.1", nativeId);
    }

    @Override
    public SortedSet<String> sideResources() {
        String shown = gate.json("ssm", "AmazonSSM.DescribeParameters", "{\"MaxResults\":50}");
        return new TreeSet<>(Gate.all("\"Name\": ?\"/dynagents/[^\"]*/([^/\"]*)\"", shown));
    }

    @Override
    public OptionalInt connections() {
        return OptionalInt.of(gate.connections());
    }

    @Override
    public String markOnMachine(String nativeId) {
        return Optional.ofNullable(tags(gate.ec2("DescribeInstances", "InstanceId.1", nativeId))
                        .get(Tags.LEASE))
                .orElse("");
    }

    @Override
    public void close() {
        gate.close();
    }
}
