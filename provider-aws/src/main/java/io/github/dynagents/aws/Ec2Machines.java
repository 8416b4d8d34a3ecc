package io.github.dynagents.aws;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import software.amazon.awssdk.services.ec2.model.Instance;

/** EC2's instances as machines. */
final class Ec2Machines implements Machines {
    /** Until a new instance, and what was written to its tags, is in every list; usually some seconds. */
    static final Duration LIST_LAG = Duration.ofSeconds(30);

    private final Setup setup;
    private final Context context;
    private final Clients clients;
    private final Exchange exchange;
    private final Agents agents;
    private final Sales sales;
    private final Instances instances;
    private final Interruptions interruptions;
    private final Newborn newborn;
    private final Orders orders;
    private final Buying buying;
    private final Releasing releasing;

    Ec2Machines(Setup setup, List<Template> templates, Context context) {
        this.setup = setup;
        this.context = context;
        this.clients = new Clients(setup, context);
        this.exchange = new Exchange();
        this.newborn = new Newborn(context.clock(), LIST_LAG);
        this.sales = new Sales(setup, templates, context, clients, exchange);
        this.instances = new Instances(clients, exchange, context.owner());
        this.agents = setup.cluster()
                .<Agents>map(cluster -> new TaskAgents(cluster, context, clients, exchange, instances))
                .orElseGet(() -> new BootedAgents(setup, new Parameters(clients, exchange, context)));
        this.interruptions = new Interruptions(clients, exchange);
        this.orders = new Orders(setup, context, agents, sales);
        this.buying = new Buying(orders, agents, context, clients, exchange, newborn);
        this.releasing = new Releasing(context.owner(), clients, exchange, newborn);
    }

    /** What metadata show follows a tag within seconds; power-off terminates, and nothing is paid from then on. */
    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(Once.NATIVE_TOKEN, LeaseChannel.LIVE, End.SELF_TERMINATES)
                .listLag(LIST_LAG)
                .markReaches(Duration.ofSeconds(30))
                .removedWithin(Duration.ofMinutes(1))
                .listEvery(Duration.ofSeconds(10))
                .offeringsEvery(Duration.ofMinutes(5))
                .can(agents.can().toArray(Capability[]::new))
                .build();
    }

    @Override
    public List<Offering> offerings() throws Failure {
        return sales.offerings();
    }

    /** All, oldest first. One without a name of ours, or with that of an older one, is shown under its id. */
    @Override
    public Listing list() throws Failure {
        Instances.Found found = instances.all("listing instances");
        Map<String, Instant> interrupted = interruptions.of(found);
        Map<String, Agents.Shown> shown = agents.shown(found.instances());
        List<Machine> machines = new ArrayList<>();
        Set<MachineName> taken = new HashSet<>();
        found.instances().stream()
                .sorted(Comparator.comparing(Instance::launchTime).thenComparing(Instance::instanceId))
                .forEach(instance -> {
                    MachineName name = Tags.of(instance.tags())
                            .name()
                            .filter(taken::add)
                            .orElseGet(() -> new MachineName(instance.instanceId()));
                    Machine.Builder machine = Instances.machine(instance, name);
                    Optional.ofNullable(interrupted.get(instance.instanceId())).ifPresent(machine::interruptedAt);
                    machines.add(withAgent(machine.build(), shown));
                });
        return Listing.of(machines, found.asOf());
    }

    private Machine withAgent(Machine machine, Map<String, Agents.Shown> shown) {
        Agents.Shown agent = Optional.ofNullable(shown.get(machine.nativeId())).orElse(agents.unseen());
        boolean comesUp = machine.state() == MachineState.UP && !agent.isUp();
        return machine.toBuilder()
                .state(comesUp ? MachineState.STARTING : machine.state())
                .agent(agent.agent())
                .build();
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        return buying.buy(purchase);
    }

    /** Absent once every list must show what the last possible request has made: no name is sent later. */
    @Override
    public Settled settle(Purchase purchase) throws Failure {
        Instant certain = purchase.sendBefore().plus(setup.timeout()).plus(LIST_LAG);
        boolean isCertain = context.clock().instant().isAfter(certain);
        return instances.named("looking for " + purchase.name(), List.of(purchase.name())).instances().stream()
                .filter(instance -> !Instances.isGoing(instance))
                .findFirst()
                .map(instance -> Settled.found(
                        Instances.machine(instance, purchase.name()).build()))
                .orElseGet(() -> isCertain ? Settled.absent() : Settled.tooEarly(certain));
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        return new Marks(clients, exchange, instances, newborn, Marks.MOST_INSTANCES).write(leases);
    }

    @Override
    public void startAgent(Machine machine, AgentSpec agent) throws Failure {
        agents.start(machine, agent);
    }

    @Override
    public void stopAgent(Machine machine) throws Failure {
        agents.stop(machine);
    }

    @Override
    public void release(Machine machine) throws Failure {
        releasing.release(machine);
    }

    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        agents.tidy(alive);
    }

    @Override
    public List<Finding> examine() throws Failure {
        DryRuns dryRuns = new DryRuns(context, clients, exchange, orders, instances);
        return new Examination(
                        setup,
                        context,
                        clients,
                        exchange,
                        sales,
                        dryRuns,
                        permissions().orElseThrow())
                .findings();
    }

    @Override
    public Optional<String> permissions() {
        return Optional.of(Rights.policy(setup, sales.templates(), context.owner()));
    }

    @Override
    public void close() {
        exchange.close();
        clients.close();
    }
}
