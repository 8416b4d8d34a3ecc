package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.testkit.fault.CallKind;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/**
 * The CI server behind a client, seen from behind the client's back: what people and agents do with it, what it really
 * has, what it shall do wrong, and how its time passes. Each test gets a new one, without jobs and agents.
 *
 * <p>Jobs are told apart by their pipelines: the contract names each otherwise. What an agent, a person or the server
 * itself does here has happened when the method returns.
 *
 * <p>The methods without a body are needed. Each of the others is a handle that lets more of the contract run: where it
 * is not overridden the tests that need it are shown as skipped, with the reason.
 */
public interface CiBackend extends AutoCloseable {
    /** The repositories that the contract uses; they are there from the start. */
    List<String> REPOS = List.of("octo/one", "octo/two", "octo/three");

    /** Opens a client of it, as a daemon does at its start. It serves one pool, {@link #pool}. */
    CiServer open();

    /** The pool that {@link #open opened} clients serve. Its agents have two slots. */
    String pool();

    /** How time passes for the server and for the client. */
    Pace pace();

    /** Somebody wants a job to be run that agents of the pool may have. An agent with a free slot is given it at once. */
    void submit(String repo, String pipeline);

    /** Somebody wants a job to be run that no agent of the pool may have. */
    void submitForNobody(String repo, String pipeline);

    /** An agent begins to run what it was given. */
    void begin(String pipeline);

    /** An agent ends a job that it runs: by itself, with success or failure, or because it was killed. */
    void finish(String pipeline, boolean completed);

    /**
     * An agent is started as that says and reports for work, if the server lets it. It is given what it may have: now,
     * and whenever something new is there and a slot is free. It begins when told to.
     */
    void connect(MachineName name, AgentSpec agent);

    /** An agent is gone without a word; its jobs stay as they are. */
    void vanish(MachineName name);

    /** What the server has: jobs that have not ended, in the order in which it hands them out. */
    List<BackendJob> jobs();

    /** What the server has: jobs that ran and have ended. */
    List<BackendJob> ended();

    /** Texts that no message and no {@code toString} of a client may contain: tokens and the like. */
    List<String> secrets();

    /** How long a call may take until it is interrupted where the server does not answer; two seconds unless overridden. */
    default Duration deadline() {
        return Duration.ofSeconds(2);
    }

    /** Whether changes of the queue reach the clients that are opened; not unless overridden. */
    default boolean tellsChanges() {
        return false;
    }

    /** Somebody wants a job to be run that agents of the pool may have, but the server itself holds it back. */
    default void submitHeld(String repo, String pipeline) {
        throw missing("submitHeld");
    }

    /** What held a job back is over. */
    default void letGo(String pipeline) {
        throw missing("letGo");
    }

    /** The raw faults that {@link #breaks} can make at that call; none unless overridden. */
    default Set<RawFault> faults(CallKind call) {
        return EnumSet.noneOf(RawFault.class);
    }

    /**
     * From now on every request that the client sends for that call goes wrong in this way, until {@link #mend}; for a
     * call that changes something, every request that changes something.
     */
    default void breaks(CallKind call, RawFault fault) {
        throw missing("breaks");
    }

    /** From now on every request that the client sends for that call is answered so, until {@link #mend}. */
    default void answers(CallKind call, int status, String contentType, String body) {
        throw missing("answers");
    }

    /** Nothing goes wrong any more. */
    default void mend() {}

    /** How many requests of clients have come in until now; empty where there are none to count. */
    default OptionalLong requests() {
        return OptionalLong.empty();
    }

    /** Connections of clients that are open now; empty where there are none to count. */
    default OptionalInt connections() {
        return OptionalInt.empty();
    }

    @Override
    void close() throws IOException;

    private static TestAbortedException missing(String handle) {
        return new TestAbortedException("the backend does not override " + handle + ": what needs it is not tested");
    }
}
