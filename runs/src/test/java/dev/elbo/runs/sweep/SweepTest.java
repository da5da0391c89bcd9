package dev.elbo.runs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.Setting;
import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.sweep.SweepSpec;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.Downloader;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.report.Table;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    @TempDir
    Path folder;

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<String> worked = Collections.synchronizedList(new ArrayList<>());
    private DataAccess access;

    @BeforeEach
    void data() throws IOException {
        access = new DataAccess(new DataDirectories(List.of(folder), folder), new Downloader(true));
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int i = 0; i < 120; i++) {
            csv.append(i % 7).append(',').append((i * 5) % 11 - 3).append('\n');
        }
        Files.writeString(folder.resolve("table.csv"), csv);
    }

    private SweepSpec spec(Map<Setting, List<String>> vary, int seeds) {
        Map<Setting, String> base = new LinkedHashMap<>();
        base.put(Setting.DATA, folder.resolve("table.csv").toString());
        base.put(Setting.POSTERIOR, "normal:1");
        base.put(Setting.NETWORK, "mlp:4");
        base.put(Setting.EPOCHS, "2");
        base.put(Setting.EVALUATION_SAMPLES, "10");
        vary.keySet().forEach(base::remove);
        return new SweepSpec(base, vary, List.of(), SweepSpec.seeds(0, seeds), Map.of());
    }

    private static Map<Setting, List<String>> betas() {
        return Map.of(Setting.OBJECTIVE, List.of("beta:0.1", "elbo", "beta:10"));
    }

    /** Completes runs here; those whose name has a word fail. */
    private RunWorker worker(String failing) {
        return (name, directory, config) -> {
            worked.add(name);
            if (!failing.isEmpty() && name.contains(failing)) {
                return Optional.of(new RunWorker.Failure("the loss is not finite", true));
            }
            RunWorker.completeHere(directory, config, access, RunListener.SILENT);
            return Optional.empty();
        };
    }

    private Sweep.Outcome run(String name, SweepSpec spec, int jobs, String failing) {
        return Sweep.run(folder.resolve(name), spec, jobs, access, worker(failing), new Messages(messages));
    }

    @Test
    void runs_have_the_same_bits_however_many_there_are_at_once() throws IOException {
        run("one", spec(betas(), 2), 1, "");
        run("three", spec(betas(), 2), 3, "");
        for (SweepSpec.Planned planned : spec(betas(), 2).planned()) {
            for (String file : List.of("model.elbo", "evaluation.json", "metrics.csv", "config.yaml")) {
                assertThat(folder.resolve("three").resolve(planned.name()).resolve(file))
                        .as(planned.name() + " " + file)
                        .hasSameBinaryContentAs(
                                folder.resolve("one").resolve(planned.name()).resolve(file));
            }
        }
    }

    @Test
    void means_deviations_and_paired_differences_are_those_of_the_runs() {
        run("sweep", spec(betas(), 3), 1, "");
        List<Table> tables = SweepReport.write(SweepDirectory.open(folder.resolve("sweep")));
        assertThat(tables).hasSize(2);
        double[][] nll = new double[3][3];
        int at = 0;
        for (SweepSpec.Planned planned : spec(betas(), 3).planned()) {
            Evaluation e = Run.open(folder.resolve("sweep").resolve(planned.name()), access, RunListener.SILENT)
                    .evaluation()
                    .orElseThrow();
            nll[at % 3][at / 3] = e.nllNats();
            at++;
        }
        for (int i = 0; i < 3; i++) {
            assertThat(tables.get(0).rows().get(i).get(2)).isEqualTo(cell("%.2f ± %.2f", nll[i], 1));
        }
        for (int i = 1; i < 3; i++) {
            double[] difference = new double[3];
            for (int seed = 0; seed < 3; seed++) {
                difference[seed] = nll[i][seed] - nll[0][seed];
            }
            assertThat(tables.get(1).rows().get(i - 1).get(2))
                    .isEqualTo(cell("%+.2f ± %.2f", difference, Math.sqrt(3)));
        }
        assertThat(tables.get(1).title()).isEqualTo("Differences from objective beta:0.1");
        assertThat(tables.get(0).note()).contains("importance", "9 of 9 runs are evaluated");
        assertThat(folder.resolve("sweep/figures/results.png")).exists();
        assertThat(folder.resolve("sweep/figures/rate-distortion.png")).exists();
        assertThat(folder.resolve("sweep/report.html")).content().contains("Rate and distortion", "beta:0.1");
        assertThat(folder.resolve("sweep/results.md")).content().contains("| objective");
    }

    /** Mean and standard deviation, divided by a number. */
    private static String cell(String format, double[] x, double divisor) {
        double mean = (x[0] + x[1] + x[2]) / 3;
        double squares = Math.pow(x[0] - mean, 2) + Math.pow(x[1] - mean, 2) + Math.pow(x[2] - mean, 2);
        return String.format(Locale.ROOT, format, mean, Math.sqrt(squares / 2) / divisor);
    }

    @Test
    void a_failed_run_is_noted_the_others_go_on_and_it_is_tried_again() throws IOException {
        Sweep.Outcome first = run("sweep", spec(betas(), 2), 2, "beta-10-seed1");
        assertThat(first.failures()).containsExactly(Map.entry("objective-beta-10-seed1", "the loss is not finite"));
        assertThat(first.ours()).isFalse();
        assertThat(worked).hasSize(6);
        List<Table> tables = SweepReport.write(first.directory());
        assertThat(tables.get(0).note()).contains("5 of 6 runs are evaluated, 1 failed");
        assertThat(tables.get(0).rows()).extracting(row -> row.get(1)).containsExactly("2", "2", "1");
        assertThat(tables.get(1).rows().get(1).get(1)).as("pairs").isEqualTo("1");
        assertThat(folder.resolve("sweep/report.html")).content().contains("failed: the loss is not finite");
        assertThat(Files.readAllLines(folder.resolve("sweep/runs.csv")))
                .hasSize(7)
                .anyMatch(line -> line.startsWith("objective-beta-10-seed1,beta:10,1,,")
                        && line.endsWith("the loss is not finite"));

        worked.clear();
        Sweep.Outcome second = run("sweep", spec(betas(), 2), 1, "");
        assertThat(worked).containsExactly("objective-beta-10-seed1");
        assertThat(second.failures()).isEmpty();
        assertThat(messages).anyMatch(text -> text.equals("5 of 6 runs are complete and reused"));
        assertThat(SweepDirectory.open(folder.resolve("sweep")).failures()).isEmpty();
    }

    @Test
    void a_combination_that_is_taken_out_takes_its_failure_with_it() {
        run("sweep", spec(betas(), 1), 1, "beta-10");
        Sweep.Outcome outcome = run("sweep", spec(Map.of(Setting.OBJECTIVE, List.of("beta:0.1", "elbo")), 1), 1, "");
        assertThat(outcome.failures()).isEmpty();
        assertThat(SweepReport.write(outcome.directory()).get(0).note())
                .contains("2 of 2 runs are evaluated.")
                .doesNotContain("failed");
    }

    @Test
    void what_is_missing_of_a_run_is_made_up_for() throws IOException {
        run("whole", spec(betas(), 1), 1, "");
        run("sweep", spec(betas(), 1), 1, "");
        for (String file : List.of("evaluation.json", "report.html", "model.elbo", "checkpoint/state.safetensors")) {
            Path missing = folder.resolve("sweep/objective-elbo-seed0").resolve(file);
            Files.delete(missing);
            if (file.equals("checkpoint/state.safetensors")) { // as if it had been killed in its first epoch
                Files.delete(folder.resolve("sweep/objective-elbo-seed0/model.elbo"));
            }
            worked.clear();
            run("sweep", spec(betas(), 1), 1, "");
            assertThat(worked).as(file).containsExactly("objective-elbo-seed0");
            assertThat(missing).exists();
            for (String same : List.of("evaluation.json", "model.elbo")) {
                assertThat(folder.resolve("sweep/objective-elbo-seed0").resolve(same))
                        .as(same + " after the loss of " + file)
                        .hasSameBinaryContentAs(
                                folder.resolve("whole/objective-elbo-seed0").resolve(same));
            }
        }
    }

    @Test
    void more_values_and_seeds_use_what_there_is_and_other_settings_are_refused() {
        run("sweep", spec(betas(), 1), 1, "");
        worked.clear();
        run("sweep", spec(Map.of(Setting.OBJECTIVE, List.of("elbo", "beta:0.1", "beta:3")), 2), 1, "");
        assertThat(worked)
                .containsExactly(
                        "objective-beta-3-seed0",
                        "objective-elbo-seed1",
                        "objective-beta-0.1-seed1",
                        "objective-beta-3-seed1");
        assertThat(messages)
                .anyMatch(
                        text -> text.equals("not part of this sweep, and not in its tables: objective-beta-10-seed0"));
        SweepSpec other = spec(betas(), 1);
        Map<Setting, String> base = new LinkedHashMap<>(other.base());
        base.put(Setting.EPOCHS, "3");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() ->
                        run("sweep", new SweepSpec(base, other.vary(), List.of(), other.seeds(), Map.of()), 1, ""))
                .withMessageContaining("was started with epochs 2 instead of 3");
    }

    @Test
    void all_settings_of_all_runs_are_checked_against_the_data_before_the_first_starts() {
        SweepSpec spec = spec(
                Map.of(
                        Setting.LIKELIHOOD, List.of("gaussian:1", "bernoulli"),
                        Setting.NETWORK, List.of("mlp:4", "conv:3")),
                2);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> run("sweep", spec, 1, ""))
                .satisfies(e -> assertThat(e.faults())
                        .hasSize(3)
                        .anySatisfy(fault -> assertThat(fault.message()).contains("network conv:3", "needs images")));
        assertThat(worked).isEmpty();
        assertThat(folder.resolve("sweep")).doesNotExist();
    }

    @Test
    void combinations_that_are_not_comparable_have_tables_of_their_own() {
        run("sweep", spec(Map.of(Setting.POSTERIOR, List.of("normal:1", "normal:1:-30..-29", "normal:2")), 2), 1, "");
        List<Table> tables = SweepReport.write(SweepDirectory.open(folder.resolve("sweep")));
        assertThat(tables).hasSize(3);
        assertThat(tables.get(0).columns()).contains("−log density", "KL");
        assertThat(tables.get(0).rows()).hasSize(2);
        assertThat(tables.get(2).title()).endsWith("autoencoder: no density");
        assertThat(tables.get(2).columns()).contains("squared error").doesNotContain("KL", "−ELBO", "−log density");
    }

    @Test
    void a_directory_with_other_files_is_left_alone() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.tex"), "x");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> run("other", spec(betas(), 1), 1, ""))
                .withMessageContaining("contains other files and no sweep");
        try (Stream<Path> files = Files.list(other)) {
            assertThat(files).hasSize(1);
        }
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> SweepDirectory.open(other))
                .withMessageContaining("it has no sweep.yaml");
    }

    @Test
    void errors_bars_and_positions_of_a_figure_are_those_of_the_numbers() {
        run("sweep", spec(betas(), 2), 1, "");
        SweepResults results = SweepResults.read(SweepDirectory.open(folder.resolve("sweep")));
        SweepAxis axis = SweepAxis.of(results.spec()).orElseThrow();
        assertThat(axis.label()).isEqualTo("beta");
        assertThat(axis.positions()).containsEntry("elbo", 1.0).containsEntry("beta:10", 10.0);
        assertThat(axis.logarithmic()).isTrue();
        var chart = (dev.elbo.report.PointChart)
                new SweepFigures(results.spec(), results.groups().get(0))
                        .all()
                        .get(0)
                        .figure();
        assertThat(chart.logarithmicX()).isTrue();
        var points = chart.lines().get(0).points();
        assertThat(points).extracting(p -> p.x()).containsExactly(0.1, 1.0, 10.0);
        double[] nll = results.rows().get(0).bySeed().values().stream()
                .mapToDouble(Evaluation::nllNats)
                .toArray();
        assertThat(points.get(0).y()).isCloseTo((nll[0] + nll[1]) / 2, within(1e-12));
        assertThat(points.get(0).greatest() - points.get(0).y())
                .isCloseTo(Math.abs(nll[0] - nll[1]) / Math.sqrt(2), within(1e-12));
    }
}
