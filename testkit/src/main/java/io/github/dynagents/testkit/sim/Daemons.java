package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.time.VirtualProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The daemons that run now: usually one. They crash and are started anew until the end is for good. */
final class Daemons {
    private final Stage stage;
    private final EffectLog log;
    private final BiFunction<VirtualProcess, CallWatch, Wiring> wirings;
    private final List<Daemon> running = new ArrayList<>();
    private final List<Crash> armed = new ArrayList<>();
    private boolean forGood;

    /** A crash that comes with one of the next calls. */
    private static final class Crash {
        private final FaultKind kind;
        private final Duration downFor;
        private int callsLeft;

        Crash(FaultKind kind, int calls, Duration downFor) {
            this.kind = kind;
            this.callsLeft = calls;
            this.downFor = downFor;
        }
    }

    Daemons(Stage stage, EffectLog log, BiFunction<VirtualProcess, CallWatch, Wiring> wirings) {
        this.stage = stage;
        this.log = log;
        this.wirings = wirings;
    }

    Daemon start() {
        Daemon started = stage.simulation().launch(process -> {
            CallWatch watch = new CallWatch(stage.time(), process, crashesOf(process));
            return wirings.apply(process, watch);
        });
        running.add(started);
        return started;
    }

    List<Daemon> running() {
        return List.copyOf(running);
    }

    void kill(Daemon daemon) {
        if (running.remove(daemon)) {
            stage.time().note(() -> daemon.process() + " is killed");
            daemon.process().kill();
        }
    }

    void killAllForGood() {
        forGood = true;
        running().forEach(this::kill);
    }

    /** Starts one, unless the end has come. */
    void startAnew() {
        if (!forGood && running.isEmpty()) {
            start();
        }
    }

    /** At the call of that number from now on, whoever makes it, its daemon dies. */
    void crashAt(FaultKind kind, int call, Duration downFor) {
        armed.add(new Crash(kind, call, downFor));
    }

    private CallWatch.Crashes crashesOf(VirtualProcess process) {
        return new CallWatch.Crashes() {
            @Override
            public boolean diesBefore() {
                armed.forEach(crash -> crash.callsLeft--);
                return dies(process, FaultKind.CRASH_BEFORE_CALL);
            }

            @Override
            public void mayDieAfter() {
                dies(process, FaultKind.CRASH_AFTER_CALL);
            }
        };
    }

    private boolean dies(VirtualProcess process, FaultKind kind) {
        for (Crash crash : armed) {
            if (crash.callsLeft <= 0 && crash.kind == kind) {
                armed.remove(crash);
                log.begins(kind, Scenario.DAEMON);
                running().stream().filter(daemon -> daemon.process() == process).forEach(this::kill);
                stage.time().after(crash.downFor, () -> {
                    log.ends(kind, Scenario.DAEMON);
                    startAnew();
                });
                return true;
            }
        }
        return false;
    }
}
