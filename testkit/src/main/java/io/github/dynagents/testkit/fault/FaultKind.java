package io.github.dynagents.testkit.fault;

/** Everything that a simulated world does wrong, as one word each. */
public enum FaultKind {
    LOST_REQUEST("a call is lost on its way, and its caller cannot know that"),
    LOST_ANSWER("a call has its effect, and its answer is lost"),
    SLOW_CALL("a call takes longer"),
    HANGING_CALL("a call is never answered, and has its effect or has not"),
    LATE_EFFECT("a call is never answered, and has its effect some time later"),
    THROTTLED("a call is refused for asking too often"),
    UNREACHABLE("a call is refused, and nothing has happened"),
    PLUGIN_BUG("a plugin throws what it must not"),

    NO_CAPACITY("an offering is out of stock for a while"),
    QUOTA("an account may have no more machines for a while"),
    NOT_LISTED_YET("a list does not show a new machine yet"),
    LISTED_STILL("a list shows a machine that is gone"),
    MISSING_FROM_A_LIST("one list leaves a machine out"),
    NEVER_UP("a machine never comes up"),
    NO_AGENT("a machine is up, and its agent never connects"),
    NO_SCRIPT("a machine is up, and nothing runs on it, no watchdog either"),
    DIES_IN_JOB("a machine loses its power while it has a job"),
    PREEMPTED("a machine is taken back, after a notice"),
    PREEMPTED_UNANNOUNCED("a machine is taken back without a notice"),
    HANGS_ON_DRAIN("an agent that was told to finish never ends"),

    CI_DOWN("the CI server is down: no answers, no jobs handed out"),
    STALE_QUEUE("the CI server answers with an old queue"),
    JOB_VANISHES("a job is cancelled by somebody, and is not in the queue any more"),
    AGENT_SHOWN_THOUGH_GONE("the CI server shows an agent that is not connected"),
    AGENT_SHOWN_TWICE("the CI server shows an agent twice"),
    JOB_UNDER_WRONG_NAME("the CI server shows a running job under another agent's name"),

    CLOCK_FORWARD("the daemon's clock leaps ahead"),
    CLOCK_BACK("the daemon's clock is set back"),
    CRASH_BEFORE_CALL("the daemon dies right before a call, and is started anew"),
    CRASH_AFTER_CALL("the daemon dies right after a call, and is started anew"),
    DAEMON_STOPPED("the daemon stands still for a while"),
    TWO_DAEMONS("a second daemon of the same owner runs for a while");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    /** What happens, in words. */
    public String words() {
        return words;
    }
}
