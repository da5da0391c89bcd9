package dev.elbo.tensor;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.global.torch;

/**
 * The engine as a whole: loading, threads, denormals, and what it says of itself.
 *
 * <p>The thread count and the mode for denormals belong to each thread of the engine, and both decide bits. Every
 * outermost {@link Scope} therefore {@link #enter enters} first, whoever started its thread.
 */
public final class TorchRuntime {
    private static final Pattern TORCH_VERSION = Pattern.compile("TORCH_VERSION=([0-9.]+)");

    /** The count of each thread that was given one. */
    private static final ThreadLocal<Integer> THREADS = new ThreadLocal<>();

    private static volatile boolean loaded;
    private static volatile int threads;

    private TorchRuntime() {}

    /** Loads libtorch once; a machine without natives gets one sentence instead of a linker error. */
    public static void load() {
        if (!loaded) {
            loadOnce();
        }
    }

    private static synchronized void loadOnce() {
        if (loaded) {
            return;
        }
        ProcessSettings.apply();
        try {
            Context.setFlushDenormal(true);
            threads = torch.get_num_threads();
            // The BLAS has one number of threads for the process, so a product on many would have other bits wherever
            // another part of the program changed it. Threads work beside each other instead: see Workers.
            try (PointerScope helpers = new PointerScope()) {
                openblas_nolapack.blas_set_num_threads(1);
            }
            loaded = true;
        } catch (LinkageError e) {
            throw new TensorException(
                    "there is no libtorch for " + Loader.getPlatform()
                            + " on the class path; add the native jars of javacpp, openblas and pytorch for it"
                            + " (there are some for linux-x86_64, macosx-arm64, macosx-x86_64, windows-x86_64),"
                            + " or build Elbo on this machine",
                    e);
        }
    }

    /** Whether the engine was needed so far in this process; asking does not load it. */
    public static boolean loaded() {
        return loaded;
    }

    /**
     * Sets the number of threads inside one operation, or of workers that share out rows, for this thread and those that use the engine for the first time
     * later; threads that used it before keep theirs, so that work under way is not disturbed. The same count on the
     * same machine gives the same bits.
     */
    public static void configure(int operationThreads) {
        if (operationThreads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + operationThreads);
        }
        load();
        threads = operationThreads;
        setThreads(operationThreads);
    }

    /**
     * Gives this thread the engine's settings: denormals are flushed, and operations take as many threads as last
     * configured when it first entered.
     */
    static void enter() {
        load();
        Context.setFlushDenormal(true); // each time, since the JVM resets the mode when native code calls Java
        if (THREADS.get() == null) {
            setThreads(threads);
        }
    }

    /** Runs {@code work} with so many threads inside one operation; this thread then has its own count again. */
    public static <T> T withThreads(int operationThreads, Supplier<T> work) {
        enter();
        int before = THREADS.get();
        if (before == operationThreads) {
            return work.get();
        }
        setThreads(operationThreads);
        try {
            return work.get();
        } finally {
            setThreads(before);
        }
    }

    private static void setThreads(int count) {
        torch.set_num_threads(count);
        THREADS.set(count);
    }

    /** Threads inside one operation of this thread. */
    public static int threads() {
        enter();
        return torch.get_num_threads();
    }

    /** Native objects alive in this process; a test that leaves more than it found has a leak. */
    public static long liveHandles() {
        return Pointer.totalCount();
    }

    /** Whether operations on this thread record gradients. */
    public static boolean gradientsEnabled() {
        load();
        return GradMode.is_enabled();
    }

    /** Versions and settings for a run's provenance, in a fixed order. */
    public static Map<String, String> describe() {
        load();
        Map<String, String> facts = new TreeMap<>();
        facts.put("threads", Integer.toString(threads()));
        String config;
        try (BytePointer text = torch.show_config()) {
            config = text.getString();
        }
        Matcher version = TORCH_VERSION.matcher(config);
        facts.put("libtorch", version.find() ? version.group(1) : "unknown");
        facts.put("blas", config.contains("BLAS_INFO=mkl") ? "MKL" : "OpenBLAS");
        facts.put("blas kernel", System.getenv().getOrDefault("OPENBLAS_CORETYPE", "chosen by the library"));
        for (String line : config.lines().toList()) {
            if (line.contains("CPU capability usage")) {
                facts.put(
                        "cpu capability", line.substring(line.indexOf(':') + 1).strip());
            }
        }
        facts.put("os", System.getProperty("os.name").toLowerCase(Locale.ROOT) + " " + System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        return facts;
    }
}
