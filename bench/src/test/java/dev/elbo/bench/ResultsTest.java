package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Work WORK = Work.STEP_STANDARD;

    private static Measurement measurement(Work work, double milliseconds) {
        return Measurement.parse(
                "{\"work\": \"%s\", \"median\": %s, \"min\": 1, \"max\": 9, \"n\": 3, \"workers\": 1, \"threads\": 2, \"engine\": \"e\","
                                .formatted(work.word(), milliseconds)
                        + " \"blas\": \"b\", \"peakRssMiB\": 100, \"skipped\": null}");
    }

    private static Results threeRounds() {
        Results results = new Results();
        double[] ours = {10, 20, 12};
        double[] theirs = {30, 50, 24};
        for (int round = 0; round < 3; round++) {
            results.add(round, Peer.ELBO, WORK, measurement(WORK, ours[round]));
            results.add(round, Peer.TORCH, WORK, measurement(WORK, theirs[round]));
        }
        return results;
    }

    @Test
    void a_time_is_the_median_over_rounds_with_its_extremes() {
        assertThat(threeRounds().time(Peer.ELBO, WORK)).contains(new Results.Spread(12, 10, 20));
    }

    @Test
    void a_ratio_compares_times_of_the_same_round() {
        assertThat(threeRounds().ratio(Peer.TORCH, WORK)).contains(new Results.Spread(2.5, 2, 3));
    }

    @Test
    void a_pass_is_compared_with_five_hundred_steps() {
        Results results = new Results();
        results.add(1, Peer.ELBO, Work.STEP_VAMP, measurement(Work.STEP_VAMP, 20));
        results.add(1, Peer.ELBO, Work.EPOCH_VAMP, measurement(Work.EPOCH_VAMP, 11_000));
        assertThat(results.passOverSteps(Peer.ELBO).orElseThrow().median()).isEqualTo(1.1);
    }

    @Test
    void the_page_has_a_row_for_each_task_and_says_what_was_skipped() {
        Results results = threeRounds();
        results.add(1, Peer.ELBO, Work.VGAE_EPOCH, Measurement.skipped("vgae-epoch", "no graph"));
        String page = new Page(
                        results, List.of(Peer.ELBO, Peer.TORCH), List.of(WORK, Work.VGAE_EPOCH), List.of("a machine"))
                .markdown();
        assertThat(page)
                .contains("| ms per step | 12.0 (10.0–20.0) | 30.0; × 2.50 (2.00–3.00) |")
                .contains("| ms per epoch | – | – |")
                .contains("no graph.");
    }

    @Test
    void a_program_on_a_busy_machine_is_compared_with_elbo_on_one() {
        Results results = threeRounds();
        results.add(0, Peer.ELBO_BUSY, WORK, measurement(WORK, 20));
        results.add(0, Peer.TORCH_TUNED_BUSY, WORK, measurement(WORK, 60));
        assertThat(results.ratio(Peer.ELBO_BUSY, WORK)).contains(new Results.Spread(2, 2, 2));
        assertThat(results.ratio(Peer.TORCH_TUNED_BUSY, WORK)).contains(new Results.Spread(3, 3, 3));
    }

    @Test
    void other_conditions_have_a_table_of_their_own() {
        Results results = threeRounds();
        results.add(0, Peer.ELBO_BUSY, WORK, measurement(WORK, 20));
        String page =
                new Page(results, List.of(Peer.ELBO, Peer.ELBO_BUSY), List.of(WORK, Work.HELP), List.of()).markdown();
        assertThat(page)
                .contains("| task | unit | Elbo |\n", "| task | unit | Elbo, busy machine |\n")
                .contains("| ms per step | 20.0; × 2.00 (2.00–2.00) |");
    }

    @Test
    void the_page_says_which_arrangements_of_the_products_were_the_fastest() {
        Results results = threeRounds();
        for (Arrangement fastest : List.of(new Arrangement(2, 1), new Arrangement(1, 2), new Arrangement(2, 1))) {
            results.add(0, Peer.FLOOR, WORK, Measurement.of(WORK.word(), new Laps(List.of(5.0), fastest), "e"));
        }
        assertThat(new Page(results, List.of(Peer.ELBO, Peer.FLOOR), List.of(WORK), List.of()).markdown())
                .contains("; 2 × 1, 1 × 2 |");
    }

    @Test
    void the_file_has_a_line_per_measurement() {
        assertThat(threeRounds().csv().lines())
                .hasSize(7)
                .contains("1,step-standard,torch,50.0000,1.0000,9.0000,3,1,2,e,b,100");
    }
}
