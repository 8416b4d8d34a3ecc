package io.github.dynagents.gcp;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prices of parts, of which those of machines are made: Google bills vCPUs and memory, not types. */
record Rates(SortedMap<Priced, Rate> all) {
    Rates {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    /** An hour of a machine: as its type is priced, or else as its vCPUs and its memory are. */
    Optional<Money> machine(String region, String type, Optional<Shape> shape, CapacityType capacity) {
        return find(new Priced(region, Priced.Sort.MACHINE, type, capacity))
                .map(rate -> Rate.up(rate.dollars()))
                .or(() -> shape.flatMap(it -> sum(region, Shapes.series(type), it, capacity)));
    }

    private Optional<Money> sum(String region, String series, Shape shape, CapacityType capacity) {
        Optional<Rate> vcpu = find(new Priced(region, Priced.Sort.VCPU, series, capacity));
        Optional<Rate> memory = find(new Priced(region, Priced.Sort.MEMORY, series, capacity));
        return vcpu.flatMap(one ->
                memory.map(other -> Rate.up(one.times(shape.vcpus()).add(other.times(shape.memoryGib())))));
    }

    /** An hour of a disk. */
    Optional<Money> disk(String region, String type, int gib) {
        return find(Priced.disk(region, type)).map(rate -> rate.monthly(gib));
    }

    /** An hour of an external address. */
    Optional<Money> address(CapacityType capacity) {
        return find(Priced.address(capacity)).map(rate -> Rate.up(rate.dollars()));
    }

    private Optional<Rate> find(Priced what) {
        return Optional.ofNullable(all.get(what)).or(() -> Optional.ofNullable(all.get(what.everywhere())));
    }
}
