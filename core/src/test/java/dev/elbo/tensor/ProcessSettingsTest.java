package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In the process of the tests, which has none of the launcher's environment. */
@EnabledOnOs(OS.LINUX)
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

    /**
     * By default 20 MiB would be a mapping of its own, which goes back to the system as soon as it is freed: the second
     * lowest bit of its size, which glibc keeps before the block, tells.
     */
    @Test
    void a_large_block_is_no_mapping_of_its_own() {
        Pointer block = c.getFunction("malloc").invokePointer(new Object[] {20L * MIB});
        long size = block.getLong(-Long.BYTES);
        c.getFunction("free").invokeVoid(new Object[] {block});
        assertThat(size).isGreaterThan(20 * MIB);
        assertThat(size & 2).isZero();
    }
}
