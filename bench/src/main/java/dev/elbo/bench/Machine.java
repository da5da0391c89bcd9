package dev.elbo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The conditions of a measurement, as sentences for its readers. */
final class Machine {
    private Machine() {}

    static String describe(Effort effort) {
        return String.format(
                Locale.ROOT,
                "%s; %s (%s), %d cores; Java %s; %s. OPENBLAS_CORETYPE: %s.",
                LocalDate.now(ZoneId.systemDefault()),
                cpuInfo("model name").orElse("unknown CPU"),
                vectors(cpuInfo("flags").orElse("")),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                effort,
                System.getenv().getOrDefault("OPENBLAS_CORETYPE", "not set"));
    }

    /** The vector instructions that decide how fast a matrix product can be, of all that the processor has. */
    static String vectors(String flags) {
        String found = Arrays.stream(flags.split(" "))
                .filter(flag -> flag.matches("avx2|fma|avx512(f|bw|dq|vl)|amx_.*"))
                .sorted()
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "no AVX2 or AVX-512 reported" : found;
    }

    private static Optional<String> cpuInfo(String key) {
        return read("cpuinfo")
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    static String load(String when) {
        String[] load = read("loadavg").split(" ", -1);
        return "Load averages " + when + ": " + load[0] + " " + load[1] + " " + load[2] + ".";
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("/proc", file));
        } catch (IOException e) {
            throw new UncheckedIOException("the machine is described from /proc, which only Linux has", e);
        }
    }
}
