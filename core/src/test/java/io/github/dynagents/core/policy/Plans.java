package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.World;
import java.util.List;

/** Asks the policy, and finds what it decided. */
final class Plans {
    private Plans() {}

    static Plan of(World world) {
        return new EconomicPolicy().decide(world);
    }

    static <T extends Decision> List<T> all(World world, Class<T> kind) {
        return of(world).decisions().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The offerings that are bought, in order. */
    static List<String> buys(World world) {
        return all(world, Decision.Buy.class).stream()
                .map(buy -> buy.offering().toString())
                .toList();
    }

    static List<String> drains(World world) {
        return all(world, Decision.Drain.class).stream()
                .map(drain -> drain.name().value())
                .sorted()
                .toList();
    }

    static List<String> renewals(World world) {
        return all(world, Decision.Renew.class).stream()
                .map(renew -> renew.name().value())
                .toList();
    }

    /** What is told under keys that begin so. */
    static List<String> told(World world, String key) {
        return all(world, Decision.Tell.class).stream()
                .filter(tell -> tell.key().startsWith(key))
                .map(tell -> tell.reason().toString())
                .toList();
    }
}
