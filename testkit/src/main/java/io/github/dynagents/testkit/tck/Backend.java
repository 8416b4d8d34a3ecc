package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.testkit.fault.CallKind;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import org.opentest4j.TestAbortedException;

/**
 * The cloud behind a provider, seen from behind the provider's back: what is really there, what it shall do wrong, and
 * how its time passes. Each test gets a new one, and it is empty.
 *
 * <p>The methods without a body are needed. Each of the others is a handle that lets more of the contract run: where it
 * is not overridden the tests that need it are shown as skipped, with the reason.
 */
public interface Backend extends AutoCloseable {
    /** Values of the account's options that lead to this backend, each of its option's type; defaults may be left out. */
    Map<String, Object> account();

    /** Values of the options of a template that it sells; defaults may be left out. */
    Map<String, Object> template();

    /** How time passes for the backend and for the provider, whose clock it is. */
    Pace pace();

    /** Every machine that costs money at this instant, whoever it belongs to; counted here, never through the provider. */
    List<BackendMachine> billed();

    /** How many machines of that name were ever made, whatever became of them. */
    int made(String name);

    /** What machines of this backend can run; a container unless overridden. */
    default AgentSpec agent() {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, 2)
                .image("example/agent:1")
                .argv(List.of("agent", "run"))
                .env(Map.of("AGENT_COLOUR", "teal"))
                .build();
    }

    /** How long a call may take until it is interrupted; half a minute unless overridden. */
    default Duration deadline() {
        return Duration.ofSeconds(30);
    }

    /** The raw faults that {@link #breaks} can make at that call; none unless overridden. */
    default Set<RawFault> faults(CallKind call) {
        return EnumSet.noneOf(RawFault.class);
    }

    /**
     * From now on every request that has the effect of that call goes wrong in this way, until {@link #mend}: of a call
     * that only reads all of its requests; of a purchase the one that may make a machine, not a look before it.
     */
    default void breaks(CallKind call, RawFault fault) {
        throw missing("breaks");
    }

    /**
     * From now on the page of that number (1 is the first) of a list of many goes wrong in this way, until {@link #mend}.
     */
    default void breaksPage(int page, RawFault fault) {
        throw missing("breaksPage");
    }

    /** Nothing goes wrong any more. */
    default void mend() {}

    /** How many requests that may make a machine have come in under that name, whatever became of them. */
    default int purchasesOf(String name) {
        throw missing("purchasesOf");
    }

    /**
     * Puts so many machines of that owner there at once, as if they had been bought some time ago; for long lists.
     *
     * @return their names
     */
    default List<String> plantMany(String owner, int machines) {
        throw missing("plantMany");
    }

    /**
     * Puts a machine there that somebody else made by hand, with side resources of its owner's where machines have any.
     *
     * @param name what it is called; perhaps no name that ours could have
     * @param owner its owner tag, spelled as ours would be; empty for a machine without any of our tags
     * @return its native id
     */
    default String plantForeign(String name, Optional<String> owner) {
        throw missing("plantForeign");
    }

    /** The cloud's own states of a machine that cost money, as {@link #force} takes them. */
    default List<String> billedStates() {
        throw missing("billedStates");
    }

    /** Puts a machine into one of {@link #billedStates}, where it stays until {@link #mend} or its release. */
    default void force(String nativeId, String state) {
        throw missing("force");
    }

    /** A machine ends without the provider's doing, and so does its bill. */
    default void vanish(String nativeId) {
        throw missing("vanish");
    }

    /** Names of the machines for which parameters, secrets and the like are kept. */
    default SortedSet<String> sideResources() {
        throw missing("sideResources");
    }

    /** Connections to it that are open now; empty where there are none to count. */
    default OptionalInt connections() {
        return OptionalInt.empty();
    }

    /** What the machine shows to its own watchdog: the newest mark that has reached it. Where marks are live. */
    default String markOnMachine(String nativeId) {
        throw missing("markOnMachine");
    }

    /** How many agents run on the machine now. Where agents are started from outside. */
    default int agentsRunning(String nativeId) {
        throw missing("agentsRunning");
    }

    @Override
    void close() throws IOException;

    private static TestAbortedException missing(String handle) {
        return new TestAbortedException("the backend does not override " + handle + ": what needs it is not tested");
    }
}
