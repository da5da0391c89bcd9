package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.Proposal;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.io.AtomicFiles;
import dev.elbo.models.Vae;
import dev.elbo.runs.evaluation.PartialEstimates;
import dev.elbo.tensor.Rng;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An evaluation that was interrupted and resumed equals one in a single pass. */
@ExtendWith(InScope.class)
class PartialEstimatesTest {
    private static final int ROWS = 4;

    @TempDir
    Path directory;

    private Vae model;

    @BeforeEach
    void build() {
        model = LinearGaussian.model(0.3, 0.5);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private PartialEstimates open(String of, int samples) {
        return PartialEstimates.open(
                directory.resolve("partial.csv"), of, ROWS, StoppingRule.fixed(samples), Duration.ZERO);
    }

    private LogLikelihood estimate(PartialEstimates partial, IntConsumer progress) {
        return ImportanceSampling.estimate(
                model, Proposal.POSTERIOR, LinearGaussian.batches(3), Rng.ofSeed(1), partial.estimates(), done -> {
                    partial.keep();
                    progress.accept(done);
                });
    }

    private static void kill(int done) {
        if (done >= 2) {
            throw new IllegalStateException("killed");
        }
    }

    /** 300 samples: three rows at once; 700: one row after the other. */
    @ParameterizedTest
    @ValueSource(ints = {300, 700})
    void an_interrupted_evaluation_is_resumed_where_it_stopped(int samples) {
        LogLikelihood whole =
                ImportanceSampling.estimate(model, LinearGaussian.batches(3), samples, Rng.ofSeed(1), done -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> estimate(open("model 1", samples), PartialEstimatesTest::kill))
                .withMessage("killed");
        PartialEstimates resumed = open("model 1", samples);
        int before = resumed.estimates().done();
        assertThat(before).isBetween(2, 3);
        LogLikelihood rest = estimate(resumed, done -> assertThat(done).isGreaterThan(before));
        assertThat(rest.perRow()).containsExactly(whole.perRow());
        assertThat(rest.standardErrors()).containsExactly(whole.standardErrors());
        assertThat(rest.effectiveSampleSizes()).containsExactly(whole.effectiveSampleSizes());
        assertThat(rest.tailShapes()).containsExactly(whole.tailShapes());
    }

    @Test
    void estimates_of_another_evaluation_are_discarded() {
        estimate(open("model 1", 700), done -> {});
        assertThat(open("model 1", 700).estimates().done()).isEqualTo(ROWS);
        assertThat(open("model 2", 700).estimates().done()).isZero();
        open("model 1", 700).drop();
        assertThat(open("model 1", 700).estimates().done()).isZero();
        open("model 1", 700).drop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one,two,three\n", "-3.5\n", "1,1,1\n1,1,1\n1,1,1\n1,1,1\n1,1,1\n", "-3,1,1,1\n", "-3,1,1,1,x\n"
            })
    void a_file_that_holds_something_else_costs_its_rows_and_no_more(String lines) {
        Path file = directory.resolve("partial.csv");
        AtomicFiles.writeString(file, "model 1\n" + lines);
        assertThat(open("model 1", 700).estimates().done()).isZero();
    }
}
