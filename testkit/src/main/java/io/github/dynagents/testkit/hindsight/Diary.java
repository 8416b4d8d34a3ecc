package io.github.dynagents.testkit.hindsight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every machine's life in a run, in the order of their purchases. */
final class Diary implements Watcher {
    private final Map<Integer, Life> byMachine = new HashMap<>();
    private final List<Life> lives = new ArrayList<>();

    List<Life> lives() {
        return lives;
    }

    @Override
    public void bought(int machine, int job, long now) {
        Life life = new Life(machine, job, now);
        byMachine.put(machine, life);
        lives.add(life);
    }

    @Override
    public void started(int machine, int job, long now) {
        of(machine).started(job, now);
    }

    @Override
    public void gone(int machine, long now) {
        of(machine).gone(now);
    }

    private Life of(int machine) {
        Life life = byMachine.get(machine);
        if (life == null) {
            throw new IllegalStateException("machine " + machine + " was never bought");
        }
        return life;
    }
}
