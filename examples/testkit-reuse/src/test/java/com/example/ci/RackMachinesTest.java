package com.example.ci;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.BackendMachine;
import io.github.dynagents.testkit.tck.LivePace;
import io.github.dynagents.testkit.tck.MachinesContract;
import io.github.dynagents.testkit.tck.Pace;
import java.util.List;
import java.util.Map;

/** Whether a provider of another project does what every provider must. */
class RackMachinesTest extends MachinesContract {
    // readme:provider
    @Override
    protected MachinesFactory factory() {
        return new RackMachinesFactory();
    }

    @Override
    protected Backend backend() {
        RackMachinesFactory.rack = new Rack();
        return new RackBackend(RackMachinesFactory.rack, new LivePace());
    }

    /** The rack seen from behind: what is really there. Each further handle lets more of the contract run. */
    record RackBackend(Rack rack, Pace pace) implements Backend {
        @Override
        public Map<String, Object> account() {
            return Map.of();
        }

        @Override
        public Map<String, Object> template() {
            return Map.of();
        }

        @Override
        public List<BackendMachine> billed() {
            return rack.on().stream()
                    .map(box -> BackendMachine.of("rack/" + box.name(), box.name())
                            .given(box.owner() + box.pool() + BootScript.scriptIn(box.script())))
                    .toList();
        }

        @Override
        public int made(String name) {
            return rack.timesOn(name);
        }

        @Override
        public void close() {}
    }
    // readme:end
}
