package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {
    @Test
    void a_tuned_process_has_the_requested_threads_and_the_launchers_settings() {
        Map<String, String> environment = Launch.tuned(List.of("program"), 3).environment();
        assertThat(environment).containsEntry("OMP_NUM_THREADS", "3").containsEntry("OMP_WAIT_POLICY", "passive");
    }

    @Test
    void a_plain_process_has_no_thread_or_memory_settings_whatever_ours_are() {
        assertThat(Launch.plain(List.of("program")).environment().keySet())
                .noneMatch(name -> name.startsWith("OMP_") || name.startsWith("MALLOC_"));
    }

    @Test
    void a_plain_jvm_has_no_options_but_its_heap_and_class_path() {
        assertThat(Launch.plainProgram().subList(1, Launch.plainProgram().size()))
                .containsExactly("-Xmx2g", "-cp", System.getProperty("java.class.path"), Program.class.getName());
    }
}
