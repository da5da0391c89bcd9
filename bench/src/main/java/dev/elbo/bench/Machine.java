package dev.elbo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** The conditions of a measurement, as sentences for its readers. */
final class Machine {
    private Machine() {}

    static String describe(Effort effort) {
        String cpu = read("cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown CPU");
        return String.format(
                Locale.ROOT,
                "%s; %s, %d cores; %s. OPENBLAS_CORETYPE: %s.",
                LocalDate.now(ZoneId.systemDefault()),
                cpu,
                Runtime.getRuntime().availableProcessors(),
                effort,
                System.getenv().getOrDefault("OPENBLAS_CORETYPE", "not set"));
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
