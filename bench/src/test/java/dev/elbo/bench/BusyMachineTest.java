package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BusyMachineTest {
    @Test
    void there_is_a_loop_for_each_core_until_it_is_closed() {
        List<ProcessHandle> loops;
        try (BusyMachine machine = BusyMachine.start()) {
            loops = machine.running();
            assertThat(loops).hasSize(Runtime.getRuntime().availableProcessors());
        }
        assertThat(loops).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void an_idle_machine_runs_nothing() {
        try (BusyMachine machine = BusyMachine.idle()) {
            assertThat(machine.running()).isEmpty();
        }
    }
}
