package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.assembly.MemoryEstimate;
import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelInitialiser;
import dev.elbo.assembly.ModelSpec;
import dev.elbo.assembly.PreparedData;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.inference.ModelFile;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.likelihoods.OptimalGaussianLikelihood;
import dev.elbo.report.Figure;
import dev.elbo.runs.evaluation.DiscreteBound;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.ReportFigures;
import dev.elbo.runs.report.RunReport;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with every likelihood: what is measured, how it is labelled, what is frozen. */
class DensityRunsTest {
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
                "gaussian:0.3",
                "gaussian:shared",
                "gaussian:optimal",
                "gaussian:per-image",
                "gaussian:per-column",
                "gaussian:per-pixel",
                "student-t"
            })
    void a_density_is_labelled_and_has_bits_only_as_a_bound_on_the_stored_levels(String likelihood) {
        Run run = runs.trained(
                "run",
                runs.config("standard").with(Setting.LIKELIHOOD, likelihood).with(Setting.EPOCHS, "40"));
        var history = run.directory().readMetrics();
        assertThat(history.get(39).trainLoss()).isLessThan(history.get(0).trainLoss());
        Evaluation evaluation = run.evaluate("test", 20);
        assertThat(evaluation.measure()).isEqualTo("density");
        assertThat(evaluation.bitsPerDim()).isNull();
        assertThat(evaluation.elboNats())
                .isCloseTo(-evaluation.reconstructionNats() - evaluation.klNats(), within(1e-9));
        DiscreteBound bound = evaluation.discreteBound();
        assertThat(bound.levels()).isEqualTo(256);
        assertThat(bound.bitsPerDim()).isCloseTo(bound.nllNats() / (12 * Math.log(2)), within(1e-12));
        // a level is 1/255 wide and scales are far wider: the bound is the density times the width, up to the noise
        assertThat(bound.nllNats() - 12 * Math.log(255)).isCloseTo(evaluation.nllNats(), within(1.5));
        assertThat(evaluation.scale().shareAtFloor()).isZero();
        assertThat(evaluation.scale().recomputed()).isBetween(0.01, 1.5);
        RunReport.write(run);
        assertThat(SmallRuns.text(run.directory().report()))
                .contains("−log density", ">−log density, nats<")
                .doesNotContain("log p(x)<", "log p(x), nats");
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            assertThat(model.generate(3, 1)).hasSize(36);
        }
    }

    @Test
    void the_report_says_in_which_units_reconstructions_are_shown_and_names_every_row_of_a_sheet() {
        RunConfig config = runs.config("shared").with(Setting.SCALE, "standard").with(Setting.EPOCHS, "1");
        Run run = runs.trained("run", config);
        run.evaluate("test", 2);
        RunReport.write(run);
        assertThat(SmallRuns.text(run.directory().report()))
                .contains("Test rows in the units of the data")
                .doesNotContain("as encoded for the model");
        Dataset two = run.prepared().data().select(new int[] {0, 1});
        Figure sheet = ReportFigures.sheet(
                "sheet", "real", two, Map.of("prior", new float[4 * two.shape().size()]));
        assertThat(sheet.svg().split(">prior<", -1)).as("two lines").hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "logistic-mixture:3", "categorical", "bitwise"})
    void a_likelihood_of_levels_is_a_probability_with_bits(String likelihood) {
        Run run = runs.trained(
                "run",
                runs.config("standard").with(Setting.LIKELIHOOD, likelihood).with(Setting.EPOCHS, "40"));
        var history = run.directory().readMetrics();
        assertThat(history.get(39).trainLoss()).isLessThan(history.get(0).trainLoss());
        Evaluation evaluation = run.evaluate("test", 20);
        assertThat(evaluation.measure()).isEqualTo("probability");
        assertThat(evaluation.bitsPerDim()).isPositive();
        assertThat(evaluation.discreteBound()).isNull();
        assertThat(evaluation.scale()).isNull();
    }

    @Test
    void the_optimal_standard_deviation_is_that_of_the_training_rows_and_is_kept_for_other_rows() {
        Run run = runs.trained("run", runs.config("optimal").with(Setting.EPOCHS, "20"));
        PreparedData prepared = run.prepared();
        try (Scope scope = Scope.open("test");
                ModelFile.Opened opened = run.openModel()) {
            OptimalGaussianLikelihood likelihood =
                    (OptimalGaussianLikelihood) opened.model().likelihood();
            double frozen = Math.exp(likelihood.logStdDev().tensor().item());
            double[] ofParts = new double[2];
            for (int part = 0; part < 2; part++) {
                int[] rows =
                        part == 0 ? prepared.split().train() : prepared.split().test();
                ofParts[part] = rootMeanSquare(opened, prepared.evaluationBatches(rows, 7));
            }
            // one posterior sample for each of 432 values then, two hundred now
            assertThat(frozen).isCloseTo(ofParts[0], within(0.1 * ofParts[0]));
            Evaluation evaluation = run.evaluate("test", 20);
            assertThat(evaluation.scale().frozen()).isCloseTo(frozen, within(1e-6));
            assertThat(evaluation.scale().recomputed()).isCloseTo(ofParts[1], within(0.2 * ofParts[1]));
            Tensor z = Tensors.zeros(2, 2);
            double logVar =
                    ((DiagonalGaussian) likelihood.distribution(z)).logVar().item();
            assertThat(logVar).isCloseTo(2 * Math.log(frozen), within(1e-6));
        }
    }

    private static double rootMeanSquare(ModelFile.Opened opened, Batches batches) {
        double[] sum = new double[1];
        NoGrad.run(() -> batches.inOrder(Rng.ofSeed(0).java(), (index, from, count, buffer) -> {
            try (Scope scope = Scope.open("batch")) {
                Tensor x = Tensors.ofFirst(buffer, count * 12, count, 12);
                for (int draw = 0; draw < 200; draw++) {
                    Tensor z = opened.model()
                            .posterior(x)
                            .rsample(Rng.ofSeed(9).child("draw", draw), 1)
                            .squeeze(0);
                    sum[0] +=
                            opened.model().decode(z).minus(x).square().sumAll().item() / 200;
                }
            }
        }));
        return Math.sqrt(sum[0] / batches.rows().length / 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gaussian:optimal",
                "gaussian:per-image",
                "gaussian:shared",
                "gaussian:per-column",
                "gaussian:per-pixel",
                "student-t"
            })
    void data_that_can_be_reproduced_exactly_give_an_explanation_instead_of_nan(String likelihood) throws IOException {
        StringBuilder csv = new StringBuilder("a,b,c\n");
        for (int row = 0; row < 40; row++) {
            csv.append("0.25,0.5,0.75\n");
        }
        Path file = Files.writeString(directory.resolve("constant.csv"), csv);
        RunConfig config = runs.config("standard")
                .with(Setting.DATA, file.toString())
                .with(Setting.SCALE, "none")
                .with(Setting.LIKELIHOOD, likelihood)
                .with(Setting.LEARNING_RATE, "5e-2:0.5/12") // Adam's steps are as long as this, however small the error
                .with(Setting.NETWORK, "mlp:3")
                .with(Setting.EPOCHS, "200");
        List<String> messages = new ArrayList<>();
        Run run = Run.create(directory.resolve("run"), config, runs.access, new Messages(messages));
        var history = run.train();
        assertThat(history)
                .allSatisfy(epoch -> assertThat(epoch.validationLoss()).isFinite());
        Evaluation evaluation = run.evaluate("test", 20);
        assertThat(evaluation.scale().frozen()).isGreaterThanOrEqualTo(ScaleParameter.LEAST * 0.999);
        if (!likelihood.endsWith("optimal") && !likelihood.endsWith("per-image")) {
            return; // a scale learned by gradient takes longer to reach the lower bound
        }
        assertThat(evaluation.scale().shareAtFloor()).isPositive();
        assertThat(messages)
                .anySatisfy(m -> assertThat(m).contains("at the lower bound of 1.0E-4", "likelihood gaussian:SD"));
        RunReport.write(run);
        assertThat(SmallRuns.text(run.directory().report())).contains("at the lower bound of");
    }

    @Test
    void convolutions_need_images() throws IOException {
        Path file = Files.writeString(directory.resolve("table.csv"), "a,b\n1,2\n3,4\n5,6\n7,9\n2,4\n");
        RunConfig config = runs.config("optimal").with(Setting.DATA, file.toString());
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> runs.create("none", config))
                .withMessage("network: conv:4,5 needs images, but table.csv has rows of 2 columns; use network"
                        + " gated:300,300");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void a_model_that_needs_too_much_memory_is_rejected_before_anything_is_created() {
        RunConfig config = runs.config("optimal");
        ModelSpec spec = PreparedData.prepare(runs.access.open(config.data(), config.images()), config)
                .spec();
        MemoryEstimate need = MemoryEstimate.of(spec, 10);
        try (Scope scope = Scope.open("test");
                var model = ModelBuilder.build(spec, Rng.ofSeed(0), ModelInitialiser.UNUSED)
                        .vae()) {
            assertThat(need.parameters()).isEqualTo(model.parameters().elements());
        }
        // encoder 4·2·2 + 5·1·1, each before and after its ReLU, head 4; decoder 5, 4·2·2, 4·4·3 likewise, head 12
        // before and after its bias
        assertThat(need.activations()).isEqualTo(10 * (2 * (16 + 5) + 4 + 2 * (5 + 16 + 48) + 2 * 12));
        need.check(need.bytes());
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> need.check(need.bytes() - 1))
                .withMessageContaining("needs about " + need.bytes() + " bytes")
                .withMessageContaining("image-size");
        runs.create("no batch is larger than the data", config.with(Setting.BATCH_SIZE, "2000000000"));
        RunConfig huge = config.with(Setting.NETWORK, "gated:1000000,1000000");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> runs.create("none", huge))
                .withMessageContaining("bytes")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        assertThat(directory.resolve("none")).doesNotExist();
    }
}
