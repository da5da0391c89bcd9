package dev.elbo.tensor;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * What the launcher sets by environment variables, for programs that embed the library. A step of training frees as
 * much memory as the next one needs: the C library keeps it instead of returning it to the system, which would hand it
 * out again page by page. Threads of OpenMP sleep while they wait, so that they leave the processor to the workers.
 *
 * <p>Linux with glibc only. What the environment has set already stays as it is, and {@code -Delbo.process=leave} leaves
 * everything.
 */
final class ProcessSettings {
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_MMAP_THRESHOLD = -3;
    private static final int GIBIBYTE = 1 << 30;
    private static final int MOST_OF_OLDER_VERSIONS = 32 << 20;

    private ProcessSettings() {}

    /** To be called before the engine is loaded, since OpenMP reads its settings then. */
    static void apply() {
        Map<String, String> environment = System.getenv();
        boolean memory = !environment.containsKey("MALLOC_MMAP_THRESHOLD_");
        boolean waiting = !environment.containsKey("OMP_WAIT_POLICY");
        boolean wanted =
                System.getProperty("os.name").equals("Linux") && !"leave".equals(System.getProperty("elbo.process"));
        if (!wanted || !(memory || waiting)) {
            return;
        }
        try {
            NativeLibrary c = NativeLibrary.getInstance("c");
            if (waiting) {
                c.getFunction("setenv").invokeInt(new Object[] {"OMP_WAIT_POLICY", "passive", 0});
            }
            if (memory) {
                keepFreedMemory(c.getFunction("mallopt"));
            }
        } catch (LinkageError e) {
            System.getLogger("dev.elbo")
                    .log(
                            Level.WARNING,
                            "the settings of the C library cannot be reached ({0}), so training may take longer; set"
                                    + " MALLOC_MMAP_THRESHOLD_=1073741824, MALLOC_TRIM_THRESHOLD_=4294967296 and"
                                    + " OMP_WAIT_POLICY=passive before Java starts",
                            e.getMessage());
        }
    }

    private static void keepFreedMemory(Function mallopt) {
        if (mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, GIBIBYTE}) == 0) {
            mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, MOST_OF_OLDER_VERSIONS});
        }
        mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, Integer.MAX_VALUE});
    }
}
