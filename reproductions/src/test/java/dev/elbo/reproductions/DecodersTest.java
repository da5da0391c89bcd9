package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.runs.Run;
import dev.elbo.runs.report.Difference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodersTest {
    @TempDir
    Path directory;

    @Test
    void all_decoders_of_a_data_set_have_the_same_layers_and_epochs() {
        for (DensityData data : DensityData.values()) {
            for (int levels = 1; levels <= 2; levels++) {
                List<DecoderRow> rows = Decoders.of(data, levels);
                assertThat(rows).hasSize(16);
                assertThat(rows.stream().map(DecodersTest::sharedSettings).distinct())
                        .hasSize(1);
            }
        }
    }

    private static Map<Setting, String> sharedSettings(DecoderRow row) {
        Map<Setting, String> settings = row.experiment().settings();
        settings.remove(Setting.LIKELIHOOD);
        settings.computeIfPresent(Setting.OBJECTIVE, (key, text) -> text.replaceFirst("beta:[0-9.]+,", ""));
        return settings;
    }

    @Test
    void a_beta_is_evaluated_with_the_density_it_implies_and_only_once() {
        ExperimentRuns runs = new ExperimentRuns(directory, DataAccess.standard(null, true), RunListener.SILENT);
        Map<Setting, String> quick = Map.of(
                Setting.DATA, "digits",
                Setting.SPLIT, "0.8,0.1,0.1",
                Setting.NETWORK, "mlp:8",
                Setting.POSTERIOR, "normal:2",
                Setting.EPOCHS, "1",
                Setting.EVALUATION_SAMPLES, "2",
                Setting.THREADS, "1");
        new Decoders().complete("mnist-beta0.01", 0, quick, runs);

        DecoderRow row = Decoders.of(DensityData.MNIST).stream()
                .filter(r -> r.kind().name().equals("beta0.01"))
                .findFirst()
                .orElseThrow();
        assertThat(row.kind().implied()).contains(new LikelihoodSpec.Gaussian(0.1));
        assertThat(Decoders.evaluations(row, runs, 1)).singleElement().satisfies(evaluation -> {
            assertThat(evaluation.likelihood()).isEqualTo("gaussian:0.1");
            assertThat(evaluation.scale().frozen()).isCloseTo(0.1, within(1e-6)); // of a float
            assertThat(evaluation.discreteBound()).isNotNull();
        });
        Run run = runs.existing(row.experiment(), 0).orElseThrow();
        assertThat(run.config().likelihood()).isEqualTo(new LikelihoodSpec.Gaussian(1));
        assertThat(new Decoders().tables(runs, 1))
                .as("tables of the data sets that have been started, the two forms of a beta, and the verdicts")
                .hasSize(4)
                .last()
                .satisfies(verdicts -> assertThat(verdicts.text()).contains("preview"));
        assertThat(new Decoders().figures(runs)).hasSize(1);
    }

    @Test
    void without_runs_all_tables_are_shown_with_not_run() {
        ExperimentRuns runs = new ExperimentRuns(directory, DataAccess.standard(null, true), RunListener.SILENT);
        assertThat(new Decoders().tables(runs, 1))
                .hasSize(8)
                .last()
                .satisfies(verdicts -> assertThat(verdicts.text()).contains("not run"));
    }

    @Test
    void a_bernoulli_decoder_of_grey_values_has_no_likelihood() {
        assertThat(DecoderKind.all())
                .filteredOn(kind -> !kind.ofGreyValues())
                .extracting(DecoderKind::name)
                .containsExactly("bernoulli");
    }

    @Test
    void a_sigma_holds_against_beta_unless_it_is_clearly_worse() {
        assertThat(DecoderVerdicts.verdict(Difference.of(List.of(-10.0, -11.0))))
                .isEqualTo("clearly better: holds");
        assertThat(DecoderVerdicts.verdict(Difference.of(List.of(-10.0, 11.0))))
                .isEqualTo("not clearly different: holds");
        assertThat(DecoderVerdicts.verdict(Difference.of(List.of(10.0, 11.0))))
                .isEqualTo("clearly worse: does not hold");
        assertThat(DecoderVerdicts.verdict(Difference.of(List.of(10.0)))).isEqualTo("worse, one seed only");
        assertThat(DecoderVerdicts.verdict(Difference.of(List.of()))).isEqualTo("not run");
    }

    @Test
    void differences_are_taken_between_runs_with_the_same_seed() {
        Difference difference = Difference.between(
                Map.of(0L, 3.0, 1L, 5.0, 2L, 100.0), Map.of(0L, 1.0, 1L, 1.0, 3L, -100.0), value -> value);
        // 2 and 4: mean 3, standard deviation √2, standard error 1
        assertThat(difference.pairs()).isEqualTo(2);
        assertThat(difference.mean()).isEqualTo(3);
        assertThat(difference.standardError()).isCloseTo(1, within(1e-12));
        assertThat(difference.text(1)).isEqualTo("+3.0 ± 1.0 (2)");
        assertThat(difference.clearlyAbove()).isTrue();
    }

    @Test
    void the_title_of_a_sheet_says_how_many_decoders_it_lacks() {
        assertThat(Decoders.title(7, 15, "MNIST")).isEqualTo("Samples of 7 of 15 decoders, MNIST");
        assertThat(Decoders.title(15, 15, "MNIST")).isEqualTo("Samples of all 15 decoders, MNIST");
    }
}
