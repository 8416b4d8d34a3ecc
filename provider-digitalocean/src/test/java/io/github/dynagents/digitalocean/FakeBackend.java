package io.github.dynagents.digitalocean;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.BackendMachine;
import io.github.dynagents.testkit.tck.LivePace;
import io.github.dynagents.testkit.tck.Pace;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.IntStream;

/** The fake DigitalOcean, for the contract. Its lists are behind by less than the provider promises. */
final class FakeBackend implements Backend {
    private static final Duration LAG = Duration.ofSeconds(20);
    private static final Duration LONG_AGO = Duration.ofDays(1);

    private final LivePace pace = new LivePace();
    private final FakeDigitalOcean fake;

    FakeBackend() throws IOException {
        fake = new FakeDigitalOcean(pace.clock());
        fake.account().lag(LAG);
    }

    @Override
    public Map<String, Object> account() {
        return Map.of(
                "token", new Secret(FakeDigitalOcean.TOKEN),
                "endpoint", fake.address(),
                "regions", List.of("fra1", "nyc3"));
    }

    @Override
    public Map<String, Object> template() {
        return Map.of("sizes", List.of("s-2vcpu-4gb", "s-4vcpu-8gb"), "image", "docker-20-04");
    }

    @Override
    public Pace pace() {
        return pace;
    }

    /** What would hang is interrupted soon, and before the request's own time is over; what does not has all the time. */
    @Override
    public Duration deadline() {
        return fake.trouble().hangs() ? Duration.ofSeconds(2) : Duration.ofSeconds(30);
    }

    @Override
    public List<BackendMachine> billed() {
        return fake.account().billed().stream()
                .map(it -> BackendMachine.of(Integer.toString(it.id), it.name)
                        .given(it.name + "\n" + String.join("\n", it.tags) + "\n" + BootScript.scriptIn(it.userData)))
                .toList();
    }

    @Override
    public int made(String name) {
        return fake.account().named(name).size();
    }

    @Override
    public int purchasesOf(String name) {
        return fake.account().purchasesOf(name);
    }

    @Override
    public Set<RawFault> faults(CallKind call) {
        return switch (call) {
            case BUY -> EnumSet.allOf(RawFault.class);
            case OFFERINGS, LIST, SETTLE, RELEASE, TIDY ->
                EnumSet.complementOf(EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA));
            default -> EnumSet.noneOf(RawFault.class);
        };
    }

    @Override
    public void breaks(CallKind call, RawFault fault) {
        fake.trouble().breaks(call, fault);
    }

    @Override
    public void breaksPage(int page, RawFault fault) {
        fake.trouble().breaksPage(page, fault);
    }

    @Override
    public void mend() {
        fake.trouble().mend();
    }

    @Override
    public List<String> plantMany(String owner, int machines) {
        List<String> tags = List.of(new DropletTags(owner).owner());
        return IntStream.range(0, machines)
                .mapToObj(i -> fake.account().plant("many-" + i, tags, LONG_AGO).name)
                .toList();
    }

    @Override
    public String plantForeign(String name, Optional<String> owner) {
        List<String> tags = owner.map(it -> List.of(
                        new DropletTags(it).owner(), "dynagents-lease:" + TagText.of(it) + ":1700000000-60-run"))
                .orElse(List.of());
        return Integer.toString(fake.account().plant(name, tags, LONG_AGO).id);
    }

    @Override
    public List<String> billedStates() {
        return List.of("new", "active", "off", "archive");
    }

    @Override
    public void force(String nativeId, String state) {
        fake.account().find(nativeId).orElseThrow().force(state);
    }

    @Override
    public void vanish(String nativeId) {
        fake.account().delete(nativeId);
    }

    @Override
    public SortedSet<String> sideResources() {
        return fake.account().keptFor();
    }

    @Override
    public OptionalInt connections() {
        return OptionalInt.of(fake.connections());
    }

    @Override
    public void close() throws IOException {
        fake.close();
    }
}
