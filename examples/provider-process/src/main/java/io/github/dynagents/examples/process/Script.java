package io.github.dynagents.examples.process;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a machine's script. */
final class Script {
    /** All that a machine sees of the daemon's environment: the rest may hold the daemon's own secrets. */
    private static final List<String> PASSED_ON =
            List.of("HOME", "LANG", "LC_ALL", "LOGNAME", "PATH", "SHELL", "TMPDIR", "TZ", "USER");

    private Script() {}

    /** Starts the watchdog, which makes a session of its own and so outlives the daemon. */
    static Process watch(MachineDirectory machine) throws IOException {
        return start(machine, List.of("sh", machine.script().toString()));
    }

    /** Ends all that belongs to the machine, jobs too; returns when that is done. */
    static void kill(MachineDirectory machine) throws IOException, InterruptedException {
        Process process = start(machine, List.of("sh", machine.script().toString(), "kill"));
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("\"sh " + machine.script() + " kill\" failed; see " + machine.log());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(MachineDirectory machine, List<String> command) throws IOException {
        File log = machine.log().toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(machine.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().keySet().retainAll(PASSED_ON);
        return builder.start();
    }
}
