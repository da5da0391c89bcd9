package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.runs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The memory of the process does not grow. Takes minutes, so it is not in the default suite: {@code mvn test -pl cli -am
 * -Dtest=MemoryTest -Dsurefire.failIfNoSpecifiedTests=false -Delbo.excluded=none "-Delbo.heap=-Xms1g -Xmx1g
 * -XX:+AlwaysPreTouch"}. The heap is resident from the start, so that only native memory can grow.
 */
@Tag("memory")
@EnabledIf("linux")
class MemoryTest {
    private static final int WARM = 2_000;
    private static final int LONG = 12_000;
    private static final int EVERY = 250;
    private static final int WINDOW = 4; // samples
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    static boolean linux() {
        return Files.exists(Path.of("/proc/self/status"));
    }

    @Test
    void ten_thousand_steps_do_not_grow_the_process() {
        RunConfig config = RunConfig.ofSettings(Map.of(
                Setting.DATA, "digits",
                Setting.POSTERIOR, "normal:16",
                Setting.PRIOR, "vamp:50",
                Setting.NETWORK, "gated:100,100",
                Setting.EARLY_STOPPING, "0",
                Setting.EPOCHS, "151")); // 80 steps each
        Samples samples = new Samples();

        Run.create(folder.resolve("run"), config, DataAccess.standard(null, true), samples)
                .train();

        long growth = samples.growth();
        System.out.printf(
                "resident from step %d on, MiB: %s; trend over %d steps: %.1f MiB%n",
                WARM, samples.resident.stream().map(r -> r / MIB).toList(), LONG - WARM, growth / (double) MIB);
        assertThat(growth).as("growth in bytes over %d steps", LONG - WARM).isLessThan(20 * MIB);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "ELBO_DATA", matches = ".+", disabledReason = "needs MNIST under ELBO_DATA")
    void evaluating_mnist_with_5000_samples_fits_into_two_gibibytes() throws IOException {
        Path run = folder.resolve("run");
        Outcome.ofLine(
                        "train --data mnist --offline --split 0.9,0.095,0.005 --epochs 1 --evaluation-samples 5000"
                                + " --out",
                        run)
                .worked();

        System.out.printf("peak resident: %d MiB%n", status("VmHWM:") / MIB);
        assertThat(status("VmHWM:")).as("peak resident bytes").isLessThan(2048 * MIB);
    }

    /** A dense matrix of all pairs would take 1.6 GB, and a dense implementation keeps several. */
    @Test
    void a_graph_of_20000_nodes_trains_and_is_searched_in_four_gibibytes() {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int edge = 0; edge < 60_000; edge++) {
            lines.append(edge % 20_000)
                    .append(' ')
                    .append(random.nextInt(20_000))
                    .append('\n');
        }
        Path graph = Fixtures.write(folder.resolve("graph.txt"), lines.toString());

        Outcome.ofLine("links predict --epochs 2 --top 5 --data", graph).worked();

        System.out.printf("peak resident: %d MiB%n", status("VmHWM:") / MIB);
        assertThat(status("VmHWM:")).as("peak resident bytes").isLessThan(4096 * MIB);
    }

    /**
     * Resident memory every {@link #EVERY} steps. What a step loses adds up, so it shows in every window of a thousand
     * steps; late requests of the compiler and the allocator are jumps in a few of them.
     */
    private static final class Samples implements RunListener {
        private final List<Long> resident = new ArrayList<>();
        private int stepsPerEpoch;

        @Override
        public void on(RunEvent event) {
            if (event instanceof RunEvent.Started started) {
                stepsPerEpoch = started.steps();
            }
            if (!(event instanceof RunEvent.Step at)) {
                return;
            }
            long done = (at.epoch() - 1L) * stepsPerEpoch + at.step();
            if (done >= WARM && done <= LONG && done % EVERY == 0) {
                resident.add(status("VmRSS:"));
            }
        }

        /** The median window, in bytes for all of them. */
        long growth() {
            int windows = (resident.size() - 1) / WINDOW;
            long[] growth = new long[windows];
            for (int window = 0; window < windows; window++) {
                growth[window] = resident.get((window + 1) * WINDOW) - resident.get(window * WINDOW);
            }
            Arrays.sort(growth);
            return windows * (growth[(windows - 1) / 2] + growth[windows / 2]) / 2;
        }
    }

    private static long status(String key) {
        try {
            String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(l -> l.startsWith(key))
                    .findFirst()
                    .orElseThrow();
            return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
