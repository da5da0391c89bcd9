package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.assembly.PreparedData;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.runs.evaluation.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
    @TempDir
    Path directory;

    private SmallRuns runs;

    @BeforeEach
    void data() {
        runs = new SmallRuns(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "standard",
                "vamp",
                "vamp from noise",
                "mixture",
                "static",
                "sphere",
                "spheres",
                "two levels",
                "range of betas",
                "iwae",
                "free bits",
                "wasserstein",
                "adversarial",
                "masked",
                "full covariance"
            })
    void files_are_reproduced_by_the_seed_and_differ_between_seeds(String kind) {
        RunConfig config = runs.config(kind);
        RunDirectory first = runs.trained("first", config).directory();
        RunDirectory again = runs.trained("again", config).directory();
        RunDirectory other =
                runs.trained("other", config.with(Setting.SEED, "1")).directory();
        assertThat(SmallRuns.text(again.metrics())).isEqualTo(SmallRuns.text(first.metrics()));
        assertThat(SmallRuns.bytes(again.model())).containsExactly(SmallRuns.bytes(first.model()));
        assertThat(SmallRuns.text(again.splitFile())).isEqualTo(SmallRuns.text(first.splitFile()));
        assertThat(SmallRuns.text(again.config())).isEqualTo(SmallRuns.text(first.config()));
        assertThat(SmallRuns.bytes(other.model())).isNotEqualTo(SmallRuns.bytes(first.model()));
        assertThat(SmallRuns.text(other.splitFile())).isNotEqualTo(SmallRuns.text(first.splitFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "vamp", "mixture", "sphere", "spheres", "two levels"})
    void training_lowers_the_loss(String kind) {
        RunConfig config = runs.config(kind);
        Run run = runs.trained(
                "run", config.with(Map.of(Setting.EPOCHS, "30", Setting.LEARNING_RATE, "1e-2"))); // no schedule
        var history = run.directory().readMetrics();
        assertThat(history.get(29).trainLoss()).isLessThan(history.get(0).trainLoss());
        assertThat(history).extracting(m -> m.epoch()).startsWith(1, 2, 3).hasSize(30);
    }

    @Test
    void an_evaluation_is_reproducible_to_the_last_digit_and_consistent() {
        Run run = runs.trained("run", runs.config("vamp"));
        Evaluation once = run.evaluate("test", 20);
        String file = SmallRuns.text(run.directory().evaluation());
        assertThat(run.evaluate("test", 20)).isEqualTo(once);
        assertThat(SmallRuns.text(run.directory().evaluation())).isEqualTo(file);
        assertThat(run.evaluation()).contains(once);
        assertThat(once.elboNats()).isCloseTo(-once.reconstructionNats() - once.klNats(), within(1e-9));
        assertThat(once.bitsPerDim()).isCloseTo(once.nllNats() / (12 * Math.log(2)), within(1e-12));
        assertThat(once.rows()).isEqualTo(12);
        assertThat(once.samples()).isEqualTo(20);
        assertThat(once.effectiveSampleSize()).isBetween(1.0, 20.0);
        assertThat(once.nllNats())
                .as("the importance-sampled bound is the tighter one")
                .isLessThan(-once.elboNats());
        assertThat(once.binarisation()).isEqualTo("dynamic for training, fixed for evaluation");
        assertThat(once.deadPseudoInputs()).isBetween(0.0, 1.0);
        assertThat(Files.exists(run.directory().scores())).isTrue();
    }

    @Test
    void evaluating_another_set_or_likelihood_does_not_change_the_test_results() {
        Run run = runs.trained("run", runs.config("vamp from noise"));
        Evaluation open = run.evaluate("test", 20);
        Evaluation closed = run.evaluateUnder(new LikelihoodSpec.Logistic(true), 20);
        assertThat(run.evaluate("validation", 20).split()).isEqualTo("validation");
        assertThat(run.evaluation()).contains(open);
        assertThat(run.evaluation(new LikelihoodSpec.Logistic(true))).contains(closed);
        assertThat(closed.nllNats()).as("closed tails lose no mass").isLessThan(open.nllNats());
        assertThat(closed.likelihood()).isEqualTo("logistic");
        assertThat(open.likelihood()).isEqualTo("logistic:open");
    }

    @Test
    void standardised_columns_are_scored_in_the_units_of_the_file() throws IOException {
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int row = 0; row < 50; row++) {
            csv.append(1000 + 7 * (row * 37 % 50))
                    .append(',')
                    .append(0.001 * (row * 11 % 50))
                    .append('\n');
        }
        Path file = Files.writeString(directory.resolve("table.csv"), csv);
        RunConfig config =
                runs.config("mixture").with(Setting.DATA, file.toString()).with(Setting.LIKELIHOOD, "gaussian:0.5");
        Run run = runs.trained("run", config);
        PreparedData prepared = run.prepared();
        assertThat(prepared.spec().input()).isEqualTo(ModelSpec.Input.STANDARDISED);
        double jacobian = -Math.log(prepared.spec().normalizer().scale()[0])
                - Math.log(prepared.spec().normalizer().scale()[1]);
        Evaluation evaluation = run.evaluate("test", 20);
        assertThat(evaluation.bitsPerDim()).as("a density has no bits").isNull();
        assertThat(evaluation.elboNats())
                .isCloseTo(-evaluation.reconstructionNats() - evaluation.klNats(), within(1e-9));
        assertThat(jacobian).isNotCloseTo(0, within(0.1));
        assertThat(prepared.spec().logDetJacobian()).isCloseTo(jacobian, within(1e-6));
    }

    @Test
    void the_split_is_saved_and_a_change_is_detected() throws IOException {
        Run run = runs.trained("run", runs.config("standard"));
        Path file = run.directory().splitFile();
        assertThat(run.directory().readSplit()).isEqualTo(run.prepared().split());
        assertThat(run.prepared().split().train()).hasSize(36);
        String swapped = SmallRuns.text(file).replaceFirst("\"train\" : \\[ (\\d+), (\\d+),", "\"train\" : [ $2, $1,");
        assertThat(swapped).isNotEqualTo(SmallRuns.text(file));
        Files.writeString(file, swapped);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> opened(run).evaluate("test", 5))
                .withMessage("the split saved in " + file
                        + " is not the one that the settings produce, so the file was changed; start a new run");
    }

    @Test
    void changed_data_are_detected_by_their_fingerprint() {
        Run run = runs.trained("run", runs.config("standard"));
        runs.writeImages(runs.data(), 1);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> opened(run).train())
                .withMessageMatching("the data of this run have changed: .*images.npy has SHA-256 [0-9a-f]{64},"
                        + " but the run was created with [0-9a-f]{64}; restore the old data or start a new run");
        runs.writeImages(runs.data(), 0);
        assertThat(opened(run).train()).hasSize(6);
    }

    /** The same run, as opened by another process. */
    private Run opened(Run run) {
        return Run.open(run.directory().path(), runs.access, RunListener.SILENT);
    }

    @Test
    void nothing_is_overwritten_and_an_invalid_configuration_leaves_nothing_behind() {
        runs.create("run", runs.config("standard"));
        Path path = directory.resolve("run");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> runs.create("run", runs.config("standard")))
                .withMessage(path + " already contains a run; resume it, or choose a directory that does not exist"
                        + " yet");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> runs.create("none", runs.config("standard").with(Setting.SCALE, "standard")))
                .withMessage("scale: standardised columns need a density, such as likelihood gaussian:1, got logistic");
        assertThat(directory.resolve("none")).doesNotExist();
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Run.open(directory.resolve("none"), runs.access, RunListener.SILENT))
                .withMessage("there is no run directory " + directory.resolve("none"));
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Run.open(directory, runs.access, RunListener.SILENT))
                .withMessage(directory + " is not a run directory: it has no config.yaml");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(
                        () -> Run.open(path, runs.access, RunListener.SILENT).evaluate("test", 5))
                .withMessage("the run " + path + " has no model yet; resume its training first");
    }

    @Test
    void the_configuration_in_the_directory_is_complete() {
        RunConfig config = runs.config("mixture");
        Run run = runs.create("run", config);
        assertThat(run.directory().readConfig()).isEqualTo(config.with(Setting.WORKERS, "1"));
        assertThat(SmallRuns.text(run.directory().provenance())).contains("\"seed\" : 0", "\"dataSha256\"");
    }

    @Test
    void the_number_of_workers_is_chosen_once_and_part_of_the_run() {
        RunConfig large = runs.config("standard")
                .with(Map.of(
                        Setting.NETWORK,
                        "gated:2000,2000",
                        Setting.BATCH_SIZE,
                        "50",
                        Setting.THREADS,
                        "2",
                        Setting.EPOCHS,
                        "1"));
        assertThat(runs.create("large", large).config().workers()).hasValue(2);
        assertThat(runs.create("alone", large.with(Setting.THREADS, "1"))
                        .config()
                        .workers())
                .hasValue(1);
        assertThat(runs.create("whole", large.with(Setting.OBJECTIVE, "capacity:3/5"))
                        .config()
                        .workers())
                .as("a whole batch at once")
                .hasValue(1);
        assertThat(Run.open(directory.resolve("large"), runs.access, RunListener.SILENT)
                        .config()
                        .workers())
                .hasValue(2);
    }

    @Test
    void a_run_that_was_created_without_a_number_of_workers_has_one() throws IOException {
        Run run = runs.create("run", runs.config("standard"));
        Path file = run.directory().config();
        Files.writeString(file, Files.readString(file).replaceAll("(?m)^workers:.*\n", ""));
        assertThat(run.directory().readConfig().workers()).hasValue(1);
    }

    @Test
    void layers_with_more_values_than_can_be_addressed_are_refused_in_one_sentence() {
        Dataset wide = new Dataset(
                "wide",
                RowShape.image(1, 1600, 1600),
                new Values.Bytes(new byte[10 * 1600 * 1600], 255),
                null,
                List.of(),
                List.of());
        RunConfig config = RunConfig.ofSettings(Map.of(Setting.LIKELIHOOD, "logistic-mixture:1000"));
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Run.create(directory.resolve("wide"), config, wide, RunListener.SILENT))
                .withMessageContaining("needs layers with more than 2147483647 values");
        assertThat(directory.resolve("wide")).doesNotExist();
    }
}
