package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Difference;
import dev.elbo.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GammaTest {
    @TempDir
    Path directory;

    private final List<String> messages = new ArrayList<>();

    private ExperimentRuns runs() {
        return new ExperimentRuns(directory, DataAccess.standard(null, true), new Messages(messages));
    }

    @Test
    void a_fixed_row_runs_the_learned_one_first_and_uses_its_standard_deviation() throws IOException {
        ExperimentRuns runs = runs();
        Gamma gamma = new Gamma();
        Map<Setting, String> quick = Map.of(
                Setting.DATA, "digits",
                Setting.SPLIT, "0.8,0.1,0.1",
                Setting.NETWORK, "mlp:8",
                Setting.POSTERIOR, "normal:2",
                Setting.EPOCHS, "2",
                Setting.EVALUATION_SAMPLES, "2",
                Setting.THREADS, "1");
        gamma.complete("mnist-fixed", 1, quick, runs);

        Evaluation learned = runs.existing(DensityData.MNIST.learned(), 1)
                .flatMap(Run::evaluation)
                .orElseThrow();
        LikelihoodSpec fixed = runs.existing(DensityData.MNIST.fixed(1), 1)
                .orElseThrow()
                .config()
                .likelihood();
        double stdDev = ((LikelihoodSpec.Gaussian) fixed).stdDev();
        assertThat(stdDev)
                .isCloseTo(learned.scale().frozen(), within(5e-7)) // six decimals
                .isLessThan(1);
        assertThat(messages).startsWith("mnist-learned, seed 1: training").contains("mnist-fixed, seed 1: training");

        // one classifier and one measurement of real rows serve both
        assertThat(messages.stream().filter(m -> m.startsWith("training the classifier")))
                .hasSize(1);
        assertThat(directory.resolve("features")).isDirectoryContaining("glob:**real-digits-*-seed1.json");

        int said = messages.size();
        String kept = Files.readString(directory.resolve("mnist-fixed-seed1/samples.json"));
        gamma.complete("mnist-fixed", 1, quick, runs);
        assertThat(messages.subList(said, messages.size()))
                .as("existing results are not computed again")
                .isEmpty();
        assertThat(directory.resolve("mnist-fixed-seed1/samples.json")).hasContent(kept);

        assertThat(gamma.deviations(runs, 2))
                .extracting(ExperimentRuns.Deviation::row)
                .containsExactly("mnist-learned", "mnist-fixed");
        assertThat(gamma.deviations(runs, 2).get(1).difference()).doesNotContain("likelihood");
        assertThat(gamma.tables(runs, 2).get(1).text()).contains("preview", "not run");
    }

    @Test
    void the_order_holds_if_samples_are_clearly_better_and_reconstructions_no_worse() {
        Difference alike = Difference.of(List.of(1.0, -2.0, 2.0));
        Difference above = Difference.of(List.of(10.0, 11.0, 12.0));
        Difference unclear = Difference.of(List.of(-10.0, 11.0, 12.0));
        assertThat(GammaTables.verdict(alike, above))
                .isEqualTo("reconstructions similar; MMD clearly lower with learned γ: holds");
        assertThat(GammaTables.verdict(alike, unclear))
                .isEqualTo("reconstructions similar; MMD not clearly different: does not hold");
        assertThat(GammaTables.verdict(above, above))
                .isEqualTo("reconstructions better with γ learned; MMD clearly lower with learned γ: holds");
        Difference below = Difference.of(List.of(-10.0, -11.0, -12.0));
        assertThat(GammaTables.verdict(below, above))
                .isEqualTo("reconstructions better with γ fixed; MMD clearly lower with learned γ: does not hold");
        assertThat(GammaTables.verdict(alike, Difference.of(List.of(10.0))))
                .isEqualTo("reconstructions similar; MMD lower with learned γ, one seed only: undecided");
        assertThat(GammaTables.verdict(alike, Difference.of(List.of()))).isEqualTo("not run");
    }
}
