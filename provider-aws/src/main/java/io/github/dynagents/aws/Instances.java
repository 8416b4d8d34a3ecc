package io.github.dynagents.aws;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.spi.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** The owner's instances, as EC2 shows them. */
final class Instances {
    private static final int PAGE = 1000;
    private static final List<String> BILLED = List.of("pending", "running", "shutting-down", "stopping", "stopped");
    private static final Set<InstanceStateName> GOING =
            Set.of(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED);

    private final Clients clients;
    private final Calls calls;
    private final String owner;

    Instances(Clients clients, Calls calls, String owner) {
        this.clients = clients;
        this.calls = calls;
        this.owner = owner;
    }

    /** Some instances, and of which instant of EC2's clock they are. */
    record Found(List<Instance> instances, Instant asOf) {}

    /** All that cost something, of all pages. */
    Found all(String doing) throws Failure {
        return find(doing, List.of());
    }

    /** Those of these names, two hundred at most, that cost something. */
    Found named(String doing, List<MachineName> names) throws Failure {
        return find(
                doing,
                List.of(Tags.filter(
                        Tags.NAME, names.stream().map(MachineName::value).toList())));
    }

    /** The one of that id, if it costs something. */
    Found withId(String doing, String id) throws Failure {
        return find(
                doing, List.of(Filter.builder().name("instance-id").values(id).build()));
    }

    private Found find(String doing, List<Filter> more) throws Failure {
        List<Filter> filters = new ArrayList<>(more);
        filters.add(Tags.filter(Tags.OWNER, List.of(owner)));
        filters.add(Filter.builder().name("instance-state-name").values(BILLED).build());
        DescribeInstancesRequest request = DescribeInstancesRequest.builder()
                .filters(filters)
                .maxResults(PAGE)
                .build();
        List<DescribeInstancesResponse> pages = calls.ask(
                doing,
                () -> clients.ec2().describeInstancesPaginator(request).stream().toList());
        List<Instance> found = new ArrayList<>();
        for (DescribeInstancesResponse page : pages) {
            if (!page.hasReservations()) {
                throw Failure.of(Failure.Kind.BROKEN, doing + ": an answer without reservations");
            }
            for (Reservation reservation : page.reservations()) {
                found.addAll(reservation.instances());
            }
        }
        for (Instance instance : found) {
            if (!Tags.of(instance.tags()).isOf(owner)) {
                throw Failure.of(
                        Failure.Kind.BROKEN,
                        doing + ": " + instance.instanceId() + " was found by its owner's tag, and does not bear it");
            }
        }
        return new Found(
                found,
                AnswerDate.of(pages.getFirst())
                        .orElseThrow(() -> Failure.of(Failure.Kind.BROKEN, doing + ": the answer has no date")));
    }

    /** Whether nothing runs on it any more, and nothing is paid for it. */
    static boolean isGoing(Instance instance) {
        return GOING.contains(instance.state().name());
    }

    /** One as core's machine, under that name. */
    static Machine.Builder machine(Instance instance, MachineName name) {
        Tags tags = Tags.of(instance.tags());
        Machine.Builder machine = Machine.builder(name, instance.instanceId(), instance.launchTime())
                .state(state(instance.state().name()));
        tags.pool().ifPresent(machine::pool);
        tags.offering().ifPresent(machine::offering);
        tags.lease().ifPresent(machine::lease);
        return machine;
    }

    /** Of what is stopped its volumes are paid, and nothing will start it again. */
    private static MachineState state(InstanceStateName state) {
        return switch (state) {
            case PENDING -> MachineState.STARTING;
            case SHUTTING_DOWN, STOPPING -> MachineState.STOPPING;
            case STOPPED, TERMINATED -> MachineState.REMNANT;
            case RUNNING, UNKNOWN_TO_SDK_VERSION -> MachineState.UP;
        };
    }
}
