package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the programs run and compute the same; times are not tested. */
class PeersTest {
    @TempDir
    Path shared;

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"STANDARD", "VAMP", "FREY", "CONV"})
    void the_naive_program_has_elbos_losses_before_and_after_three_steps(Step step) {
        Agreement ours = ElboLosses.of(step, shared);
        Agreement theirs = NaivePeer.agree(step, shared);
        assertThat(ours.difference(theirs)).isLessThan(1e-4); // float32 sums of 78,400 terms, in another order
        assertThat(ours.after()).isLessThan(ours.loss());
    }

    @ParameterizedTest
    @EnumSource(
            value = Work.class,
            names = {"STEP_SVAE", "STEP_ONE_ROW", "VMF_10"})
    void elbo_gives_laps(Work work) {
        assertThat(ElboPeer.measure(work, 0, shared))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(lap -> lap > 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Work.class,
            names = {"STEP_STANDARD", "STEP_VAMP", "STEP_ONE_ROW", "SCORE"})
    void the_floor_gives_laps(Work work) {
        Laps laps = FloorPeer.measure(work, 2, 0);
        assertThat(laps.milliseconds()).hasSizeGreaterThanOrEqualTo(3).allMatch(lap -> lap > 0);
        assertThat(Arrangement.upTo(2)).contains(laps.arrangement());
    }

    @Test
    void every_task_can_be_found_by_its_word() {
        assertThat(Work.values())
                .allSatisfy(work -> assertThat(Work.of(work.word())).isEqualTo(work));
    }

    @Test
    void elbo_supports_every_task() {
        assertThat(Work.values()).allMatch(Peer.ELBO::does);
    }
}
