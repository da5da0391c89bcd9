package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against quadrature over the plane of latents. */
@ExtendWith(InScope.class)
class ElboSurgeryTest {
    private static final int COPIES = 3000;
    private Vae model;

    @BeforeEach
    void build() {
        model = LinearGaussian.model(0.4, 0.2);
    }

    @AfterEach
    void close() {
        model.close();
    }

    /** The four rows over and over: each posterior is in the mixture equally often, so nothing changes but the errors. */
    private static Batches copies(int batch) {
        float[] values = new float[4 * COPIES * LinearGaussian.DATA];
        for (int i = 0; i < values.length; i++) {
            values[i] = LinearGaussian.data()[i % (4 * LinearGaussian.DATA)];
        }
        Dataset rows = new Dataset(
                "copies",
                RowShape.features(LinearGaussian.DATA),
                new Values.Floats(values),
                null,
                List.of(),
                List.of());
        int[] numbers = new int[4 * COPIES];
        Arrays.setAll(numbers, i -> i);
        return new Batches(rows, numbers, batch, random -> Encoding.unit());
    }

    @Test
    void both_parts_agree_with_quadrature_and_add_up_to_the_kl() {
        float[] means =
                model.posterior(Tensors.of(LinearGaussian.data(), 4, 3)).mean().toFloats();
        var q = (DiagonalGaussian) model.posterior(Tensors.of(LinearGaussian.data(), 4, 3));
        double[] deviations = q.stdDev().toDoubles();
        double information = 0;
        double marginal = 0;
        double step = 0.01;
        for (double a = -7; a < 7; a += step) {
            for (double b = -7; b < 7; b += step) {
                double[] density = new double[4];
                double aggregate = 0;
                for (int row = 0; row < 4; row++) {
                    density[row] = normal(a, means[2 * row], deviations[2 * row])
                            * normal(b, means[2 * row + 1], deviations[2 * row + 1]);
                    aggregate += density[row] / 4;
                }
                double prior = normal(a, 0, 1) * normal(b, 0, 1);
                for (int row = 0; row < 4; row++) {
                    if (density[row] > 1e-300) {
                        information += step * step / 4 * density[row] * Math.log(density[row] / aggregate);
                    }
                }
                if (aggregate > 1e-300) {
                    marginal += step * step * aggregate * Math.log(aggregate / prior);
                }
            }
        }
        ElboSurgery surgery =
                ElboSurgery.measure(model, copies(100), Rng.ofSeed(3)).orElseThrow();
        assertThat(surgery.mutualInformationError()).isLessThan(0.02);
        assertThat(surgery.marginalKlError()).isLessThan(0.03);
        assertThat(surgery.mutualInformation()).isCloseTo(information, within(4 * surgery.mutualInformationError()));
        assertThat(surgery.marginalKl()).isCloseTo(marginal, within(4 * surgery.marginalKlError()));
        double kl = BoundEvaluation.measure(model, LinearGaussian.batches(4), Rng.ofSeed(1), 1)
                .kl();
        assertThat(information + marginal).isCloseTo(kl, within(1e-4));
    }

    private static double normal(double z, double mean, double deviation) {
        double t = (z - mean) / deviation;
        return Math.exp(-0.5 * t * t) / (deviation * Math.sqrt(2 * Math.PI));
    }

    @Test
    void the_information_of_separate_rows_is_the_logarithm_of_their_number() {
        try (Vae sharp = LinearGaussian.model(0, -9)) {
            ElboSurgery surgery = ElboSurgery.measure(sharp, LinearGaussian.batches(3), Rng.ofSeed(1))
                    .orElseThrow();
            assertThat(surgery.mutualInformation()).isCloseTo(Math.log(4), within(1e-4));
            assertThat(surgery.rows()).isEqualTo(4);
        }
    }

    @Test
    void the_aggregate_of_the_rows_themselves_gives_the_information_and_that_of_others_more() {
        ElboSurgery surgery =
                ElboSurgery.measure(model, copies(100), Rng.ofSeed(3)).orElseThrow();
        double own = ElboSurgery.klToAggregate(model, copies(100), LinearGaussian.batches(4), Rng.ofSeed(3))
                .orElseThrow();
        assertThat(own).isCloseTo(surgery.mutualInformation(), within(1e-5));
        Batches first = new Batches(LinearGaussian.batches(4).data(), new int[] {0}, 1, random -> Encoding.unit());
        double toOne = ElboSurgery.klToAggregate(model, copies(100), first, Rng.ofSeed(3))
                .orElseThrow();
        assertThat(toOne).isGreaterThan(own + 0.5);
    }

    @Test
    void the_size_of_the_batches_changes_samples_only() {
        ElboSurgery small =
                ElboSurgery.measure(model, copies(77), Rng.ofSeed(3)).orElseThrow();
        ElboSurgery large =
                ElboSurgery.measure(model, copies(500), Rng.ofSeed(3)).orElseThrow();
        assertThat(small.mutualInformation())
                .isCloseTo(large.mutualInformation(), within(6 * large.mutualInformationError()));
    }

    @Test
    void the_spectrum_is_that_of_the_posteriors_in_order_of_the_variance_of_their_means() {
        LatentSpectrum spectrum = LatentSpectrum.measure(model, LinearGaussian.batches(3), Rng.ofSeed(1))
                .orElseThrow();
        LatentStatistics latents = LatentStatistics.collect(model, LinearGaussian.batches(3), Rng.ofSeed(1));
        double[] variances = latents.varianceOfMeans();
        assertThat(spectrum.coordinates()).containsExactly(0, 1);
        assertThat(spectrum.meanVariances()).containsExactly(variances, within(1e-5));
        double kl = BoundEvaluation.measure(model, LinearGaussian.batches(4), Rng.ofSeed(1), 1)
                .kl();
        assertThat(Arrays.stream(spectrum.kl().orElseThrow()).sum()).isCloseTo(kl, within(1e-5));
        assertThat(spectrum.posteriorVariances()[0]).isBetween(0.01, 1.0);
        assertThat(spectrum.lowNoise()).isEqualTo(2);
    }
}
