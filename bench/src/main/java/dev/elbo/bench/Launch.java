package dev.elbo.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a measured program is started: with the environment of Elbo's launcher, or with none. */
final class Launch {
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=4",
            "-XX:+UseSerialGC",
            "-Xmx2g",
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-cp");

    private static final Map<String, String> TUNED = Map.of(
            "OMP_WAIT_POLICY", "passive",
            "MALLOC_MMAP_THRESHOLD_", "1073741824",
            "MALLOC_TRIM_THRESHOLD_", "4294967296");

    private Launch() {}

    /** The command that starts a class with the launcher's options. */
    static List<String> java(String classPath, String main) {
        List<String> command = new ArrayList<>(JAVA);
        command.add(classPath);
        command.add(main);
        return command;
    }

    /** {@link Program} on the class path of this process. */
    static List<String> program() {
        return java(System.getProperty("java.class.path"), Program.class.getName());
    }

    /** The same with the options of a JVM that knows nothing of Elbo; only the heap is as large. */
    static List<String> plainProgram() {
        return new ArrayList<>(
                List.of(JAVA.get(0), "-Xmx2g", "-cp", System.getProperty("java.class.path"), Program.class.getName()));
    }

    /** Without any settings for threads and memory. */
    static ProcessBuilder plain(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command);
        Map<String, String> environment = process.environment();
        environment.keySet().removeIf(name -> name.matches("(OMP|GOMP|KMP|MKL|MALLOC)_.*|OPENBLAS_NUM_THREADS"));
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        return process;
    }

    /** With the launcher's settings. */
    static ProcessBuilder tuned(List<String> command, int threads) {
        ProcessBuilder process = plain(command);
        process.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        process.environment().putAll(TUNED);
        return process;
    }
}
