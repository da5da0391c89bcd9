package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KlGrowthTest {
    @TempDir
    Path directory;

    /** With KL = r/2 log(s/γ) exactly, the slope is r. */
    @Test
    void the_slope_is_that_of_twice_the_kl_over_minus_log_gamma() {
        List<KlPath.Step> steps = List.of(
                new KlPath.Step(1, 99, 0, 0), // above the range of the fit
                new KlPath.Step(1e-2, 1.5 * Math.log(4 / 1e-2), 0, 0),
                new KlPath.Step(1e-3, 1.5 * Math.log(4 / 1e-3), 0, 0),
                new KlPath.Step(1e-4, 1.5 * Math.log(4 / 1e-4), 0, 0));
        LineFit fit = KlGrowth.fit(List.of(new KlPath(1, steps)));
        assertThat(fit.slope()).isCloseTo(3, within(1e-12));
        assertThat(fit.intercept()).isCloseTo(3 * Math.log(4), within(1e-12));
    }

    @Test
    void a_row_is_trained_once_and_shown_as_a_preview_if_it_was_short() {
        ExperimentRuns runs = new ExperimentRuns(directory, DataAccess.standard(null, true), RunListener.SILENT);
        KlGrowth growth = new KlGrowth();
        Map<Setting, String> quick = Map.of(Setting.EPOCHS, "1", Setting.BATCH_SIZE, "500", Setting.THREADS, "1");
        growth.complete("lowered-r1", 0, quick, runs);
        KlPath path = KlPath.existing(runs, "lowered-r1", 0).orElseThrow();
        assertThat(path.steps())
                .extracting(KlPath.Step::gamma)
                .startsWith(1.0, 0.3)
                .endsWith(1e-4);
        assertThat(path.steps()).allSatisfy(step -> assertThat(step.kl()).isPositive());
        growth.complete("lowered-r1", 0, Map.of(), runs); // reads what is there
        assertThat(KlPath.existing(runs, "lowered-r1", 0)).contains(path);
        assertThat(growth.deviations(runs, 1)).hasSize(1);
        assertThat(growth.tables(runs, 1).get(0).text()).contains("lowered-r1", "–");
        assertThat(growth.figures(runs)).hasSize(1);
    }
}
