package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In the process of the tests, which has none of the launcher's environment. */
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(
        named = "elbo.process",
        matches = "leave",
        disabledReason = "the settings are left as they are")
class ProcessSettingsTest {
    private static final int MIB = 1 << 20;

    private final NativeLibrary c = NativeLibrary.getInstance("c");

    @BeforeEach
    void load() {
        TorchRuntime.load();
    }

    @Test
    void threads_of_openmp_sleep_while_they_wait() {
        String expected = System.getenv().getOrDefault("OMP_WAIT_POLICY", "passive");
        assertThat(c.getFunction("getenv").invokeString(new Object[] {"OMP_WAIT_POLICY"}, false))
                .isEqualTo(expected);
    }

    /** By default 20 MiB would be a mapping of its own, and go back at once. */
    @Test
    void memory_that_is_freed_stays_with_the_process() throws IOException {
        Pointer block = c.getFunction("malloc").invokePointer(new Object[] {20L * MIB});
        block.setMemory(0, 20L * MIB, (byte) 1);
        long before = resident();
        c.getFunction("free").invokeVoid(new Object[] {block});
        assertThat(before - resident()).isLessThan(10 * MIB);
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
