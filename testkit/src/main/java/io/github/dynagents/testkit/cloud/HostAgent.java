package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.testkit.agent.AgentLink;
import io.github.dynagents.testkit.agent.AgentProcess;
import io.github.dynagents.testkit.fault.FaultKind;
import java.util.Optional;

/** The agent on a machine: started, told to finish, ended, perhaps started again. */
final class HostAgent {
    private final Host host;
    private AgentState state = AgentState.NOT_STARTED;
    private Optional<AgentLink> link = Optional.empty();
    private boolean finishing;
    private boolean again;
    private boolean hangs;

    HostAgent(Host host) {
        this.host = host;
    }

    AgentState state() {
        return state;
    }

    int jobs() {
        return link.map(AgentLink::jobs).orElse(0);
    }

    boolean runs() {
        return state == AgentState.RUNNING;
    }

    void start() {
        if (runs()) {
            again = finishing;
            return;
        }
        state = AgentState.RUNNING;
        finishing = false;
        again = false;
        AgentProcess process = new AgentProcess(
                host.purchase().name(), host.purchase().agent(), host.fate().speed(), this::ended);
        link = host.fate().birth() == Birth.AGENT_NEVER_CONNECTS
                ? Optional.empty()
                : host.cloud().serverFor(process.spec()).map(server -> server.connect(process));
        host.changed();
    }

    /** Takes no more jobs, and ends when it has finished. */
    void finish() {
        again = false;
        switch (state) {
            case RUNNING -> {
                if (!finishing && host.cloud().drawHang()) {
                    hangs = true;
                    host.cloud().took(FaultKind.HANGS_ON_DRAIN);
                }
                finishing = true;
                link.ifPresentOrElse(AgentLink::finish, this::ended);
            }
            case NOT_STARTED, STOPPED, NOT_SHOWN -> {
                state = AgentState.STOPPED;
                host.changed();
            }
        }
    }

    /** What SIGTERM does, by its kind. */
    void terminate() {
        if (host.purchase().agent().onTerm() == OnTerm.FINISHES_JOBS || !runs()) {
            finish();
        } else {
            again = false;
            link.ifPresentOrElse(AgentLink::killJobs, this::ended);
        }
    }

    /** The power is off, or SIGKILL was sent: no word to the server. */
    void vanish() {
        link.ifPresent(AgentLink::vanish);
        link = Optional.empty();
        state = AgentState.STOPPED;
        finishing = false;
        again = false;
        hangs = false;
        host.changed();
    }

    private void ended() {
        if (hangs) {
            return; // it has left its server, and its process stays
        }
        link = Optional.empty();
        state = AgentState.STOPPED;
        finishing = false;
        host.changed();
        if (again) {
            start();
        } else {
            host.agentEnded();
        }
    }
}
