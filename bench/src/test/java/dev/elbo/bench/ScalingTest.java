package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.bench.Results.Spread;
import dev.elbo.io.AtomicFiles;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks what a sweep varies, how results are aggregated, and that each sweep runs; times are not tested. */
class ScalingTest {
    @TempDir
    Path folder;

    private static final Place TEN_ROWS = new Place(Sweep.BATCH, Line.VAMP, 10);

    private static Measurement measurement(Place place, double milliseconds) {
        return Measurement.of(place.word(), new Laps(List.of(milliseconds), new Arrangement(1, 2)), "engine");
    }

    private static ScalingResults threeRounds() {
        ScalingResults results = new ScalingResults();
        for (Sweep sweep : Sweep.values()) {
            for (Place place : sweep.places()) {
                for (int round = 1; round <= 3; round++) {
                    results.add(round, place, measurement(place, place.x() + round * round));
                }
            }
        }
        return results;
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Sweep.class)
    void every_line_of_every_sweep_gives_laps(Sweep sweep) {
        Place smallest = sweep.places().get(0);
        for (Line line : sweep.lines()) {
            assertThat(new Place(sweep, line, smallest.x()).measure(0).milliseconds())
                    .isNotEmpty()
                    .allMatch(lap -> lap > 0);
        }
    }

    @Test
    void a_place_varies_one_size() {
        assertThat(TEN_ROWS.sizes()).isEqualTo(new Sizes(10, 300, 40, 500));
        assertThat(new Place(Sweep.HIDDEN, Line.VAMP, 50).sizes()).isEqualTo(new Sizes(100, 50, 40, 500));
        assertThat(new Place(Sweep.LATENT, Line.VAMP, 2).sizes()).isEqualTo(new Sizes(100, 300, 2, 500));
        assertThat(new Place(Sweep.COMPONENTS, Line.VAMP, 50).sizes()).isEqualTo(new Sizes(100, 300, 40, 50));
        assertThat(new Place(Sweep.SAMPLES, Line.VAMP, 200).samples()).isEqualTo(200);
        assertThat(new Place(Sweep.THREADS, Line.VAMP, 1).threads(2)).isEqualTo(1);
        assertThat(TEN_ROWS.threads(2)).isEqualTo(2);
    }

    @Test
    void every_sweep_includes_the_usual_place() {
        for (Sweep sweep : Sweep.values()) {
            assertThat(sweep.places()).extracting(Place::sizes).as(sweep.word()).contains(Sizes.USUAL);
        }
        assertThat(Sweep.ROWS.places()).extracting(Place::x).contains(ElboPeer.EPOCH_ROWS);
        assertThat(Sweep.SAMPLES.places()).extracting(Place::x).contains(ElboPeer.LIKELIHOOD_SAMPLES);
    }

    @Test
    void a_model_has_the_parameters_of_its_sizes() {
        try (Scope scope = Scope.open("test");
                Vae small = Step.VAMP.build(new Sizes(10, 7, 3, 5))) {
            int gated = 2 * (784 * 7 + 7) + 2 * (7 * 7 + 7) + 2 * (3 * 7 + 7) + 2 * (7 * 7 + 7);
            int heads = 2 * (7 * 3 + 3) + 7 * 784 + 784;
            assertThat(small.parameters().values().elements()).isEqualTo(gated + heads + 5 * 784);
        }
    }

    @Test
    void threads_double_with_one_step_between() {
        assertThat(Sweep.threadsUpTo(1)).containsExactly(1);
        assertThat(Sweep.threadsUpTo(2)).containsExactly(1, 2);
        assertThat(Sweep.threadsUpTo(20)).containsExactly(1, 2, 3, 4, 6, 8, 12, 16, 20);
    }

    @Test
    void a_time_is_the_median_over_rounds_with_its_extremes() {
        assertThat(threeRounds().time(TEN_ROWS)).contains(new Spread(14, 11, 19));
        assertThat(new ScalingResults().time(TEN_ROWS)).isEmpty();
    }

    @Test
    void the_file_has_a_line_per_measurement() {
        long places = Arrays.stream(Sweep.values())
                .mapToLong(sweep -> sweep.places().size())
                .sum();
        List<String> lines = threeRounds().csv().lines().toList();
        assertThat(lines).hasSize((int) (1 + 3 * places));
        assertThat(lines.get(0)).isEqualTo("sweep,line,x,round,milliseconds,laps,workers,threads,peak_rss_mib");
        assertThat(lines).anyMatch(line -> line.startsWith("batch,vamp,10,3,19.0000,1,1,2,"));
    }

    @Test
    void the_picture_has_a_panel_for_each_sweep_and_states_the_constant_sizes() {
        String svg = new ScalingFigure(threeRounds(), List.of(Sweep.values()), 2)
                .figure()
                .svg();
        for (Sweep sweep : Sweep.values()) {
            assertThat(svg)
                    .contains(">" + sweep.title() + "<", ">" + sweep.lap().unit() + "<");
        }
        assertThat(svg).contains("784-300-300-40 gated", "2 threads");
    }

    @Test
    void sweeps_not_reached_yet_leave_their_panels_empty() throws Exception {
        Path png = folder.resolve("scaling.png");
        ScalingResults one = new ScalingResults();
        one.add(1, TEN_ROWS, measurement(TEN_ROWS, 3));
        AtomicFiles.write(
                png,
                new ScalingFigure(one, List.of(Sweep.BATCH, Sweep.ROWS), 1)
                        .figure()
                        .png());
        assertThat(Files.size(png)).isPositive();
    }

    @Test
    void sweeps_and_lines_can_be_found_by_their_words() {
        assertThat(Sweep.values())
                .allSatisfy(sweep -> assertThat(Sweep.of(sweep.word())).isEqualTo(sweep));
        assertThat(Line.values())
                .allSatisfy(line -> assertThat(Line.of(line.word())).isEqualTo(line));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweep.of("depth"))
                .withMessage("unknown sweep 'depth'; expected one of batch, latent, hidden, components, threads, rows,"
                        + " samples, likelihood-components");
    }
}
