package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.Agent;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Agents: what they run, their secrets, and how they are told to take no more. */
interface CiAgentRules extends CiRules {
    MachineName AGENT = new MachineName("agent-1");

    @Test
    default void agentsAreShownWhereTheServerListsThem() {
        ci().start("agent-1");

        boolean lists = ci().client().capabilities().listsAgents();
        List<Agent> agents = ci().get(ci().client()::queue).agents();
        assertEquals(
                lists ? List.of("agent-1") : List.of(),
                agents.stream().map(Agent::name).toList());
        agents.forEach(agent -> assertEquals(2, agent.slots(), "slots"));
        agents.forEach(agent -> assertEquals(false, agent.cordoned(), "cordoned"));
    }

    @Test
    default void anAgentTakesAsManyJobsAsItsSpecHasSlots() {
        assertEquals(
                2,
                ci().client()
                        .agentFor(AGENT, ci().backend().pool(), Optional.empty())
                        .slots());
        ci().start("agent-1");
        List.of("a", "b", "c").forEach(job -> ci().backend().submit(CiBench.REPO, job));

        assertEquals(
                1,
                ci().backend().jobs().stream()
                        .filter(job -> job.agent().isEmpty())
                        .count(),
                "left to wait");
    }

    @Test
    default void theSpecOfAnAgentIsPure() {
        String pool = ci().backend().pool();
        AgentSpec spec = ci().client().agentFor(AGENT, pool, Optional.of(new Secret("own-s3cret")));

        assertEquals(spec, ci().client().agentFor(AGENT, pool, Optional.of(new Secret("own-s3cret"))));
        assertNotEquals(spec, ci().client().agentFor(new MachineName("agent-2"), pool, Optional.empty()));
        ci().reopen();
        assertEquals(spec, ci().client().agentFor(AGENT, pool, Optional.of(new Secret("own-s3cret"))));
        assertEquals(0, ci().backend().requests().orElse(0), "requests");
    }

    @Test
    default void theSpecOfAnAgentTellsNoSecret() {
        String spec = ci().client()
                .agentFor(AGENT, ci().backend().pool(), Optional.of(new Secret("own-s3cret")))
                .toString();

        assertEquals(false, spec.contains("own-s3cret"), "the agent's own secret is told");
        ci().tellsNoSecret(spec);
    }

    @Test
    default void anAgentOfAPoolThatIsNotServedIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> ci().client().agentFor(AGENT, "no-such-pool", Optional.empty()));
    }

    @Test
    default void anAgentKeepsItsSecretHoweverOftenItIsEnrolled() {
        assumeTrue(ci().client().capabilities().ownSecrets(), "agents have no secrets of their own");
        Secret first = ci().get(() -> ci().client().enrol(AGENT)).orElseThrow();

        assertEquals(Optional.of(first), ci().get(() -> ci().client().enrol(AGENT)));
        ci().reopen();
        assertEquals(Optional.of(first), ci().get(() -> ci().client().enrol(AGENT)), "after reopening");
    }

    @Test
    default void anAgentEnrolledByManyThreadsAtOnceHasOneSecret() {
        assumeTrue(ci().client().capabilities().ownSecrets(), "agents have no secrets of their own");
        Call<Optional<Secret>> enrol = () -> ci().client().enrol(AGENT);

        assertEquals(1, new HashSet<>(ci().together(Collections.nCopies(8, enrol))).size(), "secrets");
    }

    @Test
    default void eachAgentHasASecretOfItsOwn() {
        assumeTrue(ci().client().capabilities().ownSecrets(), "agents have no secrets of their own");

        assertNotEquals(
                ci().get(() -> ci().client().enrol(AGENT)),
                ci().get(() -> ci().client().enrol(new MachineName("agent-2"))));
    }

    @Test
    default void whereAgentsShareASecretNoneIsMade() {
        assumeFalse(ci().client().capabilities().ownSecrets(), "agents have secrets of their own");

        assertEquals(Optional.empty(), ci().get(() -> ci().client().enrol(AGENT)));
        ci().make(() -> ci().client().revoke(AGENT));
    }

    @Test
    default void revokingWhatIsGoneSucceeds() {
        ci().make(() -> ci().client().revoke(AGENT));
        ci().get(() -> ci().client().enrol(AGENT));
        ci().make(() -> ci().client().revoke(AGENT));
        ci().make(() -> ci().client().revoke(AGENT));
    }

    @Test
    default void anAgentWhoseSecretWasRevokedIsNotLetIn() {
        assumeTrue(ci().client().capabilities().ownSecrets(), "agents have no secrets of their own");
        Optional<Secret> own = ci().get(() -> ci().client().enrol(AGENT));
        ci().make(() -> ci().client().revoke(AGENT));

        ci().backend()
                .connect(AGENT, ci().client().agentFor(AGENT, ci().backend().pool(), own));
        ci().backend().submit(CiBench.REPO, "job");
        assertEquals(Optional.empty(), ci().there("job").agent());
    }

    @Test
    default void aCordonedAgentTakesNoMoreUntilItIsUncordoned() {
        assumeTrue(ci().client().capabilities().cordon(), "agents cannot be cordoned");
        ci().start("agent-1");
        ci().make(() -> ci().client().cordon("agent-1", true));
        ci().make(() -> ci().client().cordon("agent-1", true));
        ci().backend().submit(CiBench.REPO, "job");
        assertEquals(JobState.PENDING, ci().there("job").state(), "while it is cordoned");

        ci().make(() -> ci().client().cordon("agent-1", false));
        assertEquals(Optional.of("agent-1"), ci().there("job").agent());
    }

    @Test
    default void aCordonedAgentIsShownAsSuch() {
        assumeTrue(ci().client().capabilities().cordon(), "agents cannot be cordoned");
        assumeTrue(ci().client().capabilities().listsAgents(), "agents are not listed");
        ci().start("agent-1");
        ci().make(() -> ci().client().cordon("agent-1", true));

        assertEquals(true, ci().get(ci().client()::queue).agents().getFirst().cordoned());
    }

    @Test
    default void cordoningAnAgentThatIsNotThereIsInvalid() {
        assumeTrue(ci().client().capabilities().cordon(), "agents cannot be cordoned");

        assertEquals(
                Failure.Kind.INVALID,
                ci().refused(() -> ci().client().cordon("nobody", true)).kind());
    }

    @Test
    default void withoutCordonItIsRefused() {
        assumeFalse(ci().client().capabilities().cordon(), "agents can be cordoned");
        ci().start("agent-1");

        Failure failure = ci().refused(() -> ci().client().cordon("agent-1", true));
        assertEquals(Failure.Kind.UNSUPPORTED, failure.kind());
        assertEquals(Failure.Effect.NONE, failure.effect());
    }
}
