package dev.elbo.runs.report;

import dev.elbo.data.Dataset;
import dev.elbo.evaluation.LatentSpectrum;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Figure;
import dev.elbo.report.HistogramPair;
import dev.elbo.report.LineChart;
import dev.elbo.report.Panels;
import dev.elbo.report.Series;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Figures of the coordinates of a Gaussian latent. */
final class SpectrumFigures {
    private static final int MOST_HISTOGRAMS = 6;
    private static final int BINS = 40;

    private SpectrumFigures() {}

    /** The variances of each coordinate, and its KL where it has one. */
    static Figure spectrum(LatentSpectrum spectrum) {
        double[] ranks = IntStream.rangeClosed(1, spectrum.coordinates().length)
                .asDoubleStream()
                .toArray();
        List<Figure> panels = new ArrayList<>();
        panels.add(new LineChart(
                "Variances of each latent",
                "latent, by the variance of its mean",
                "variance",
                List.of(
                        new Series("of the posterior mean over rows", ranks, spectrum.meanVariances()),
                        new Series("of the posterior, mean over rows", ranks, spectrum.posteriorVariances())),
                true,
                OptionalDouble.empty(),
                null));
        spectrum.kl()
                .ifPresent(kl -> panels.add(new LineChart(
                                "KL of each latent",
                                "latent, by the variance of its mean",
                                "nats",
                                List.of(new Series("KL", ranks, kl)),
                                false,
                                OptionalDouble.empty(),
                                null)
                        .fromZero()));
        return new Panels("", panels, 2);
    }

    /** Histograms of the aggregate posterior and of the prior, coordinate by coordinate. */
    static Figure aggregate(LatentSpectrum spectrum, TrainedModel model, Dataset rows, long seed) {
        float[] posterior = model.encodeSamples(rows, seed);
        float[] prior = NoGrad.run(() -> {
            try (Scope scope = Scope.open("samples of the prior")) {
                return model.model()
                        .samplePrior(Rng.ofSeed(seed).child("aggregate"), rows.rows())
                        .toFloats();
            }
        });
        int width = posterior.length / rows.rows();
        List<Figure> panels = new ArrayList<>();
        for (int rank = 0; rank < Math.min(MOST_HISTOGRAMS, width); rank++) {
            int coordinate = spectrum.coordinates()[rank];
            panels.add(new HistogramPair(
                    "Latent " + (coordinate + 1),
                    "z",
                    "aggregate posterior",
                    column(posterior, coordinate, width),
                    "prior",
                    column(prior, coordinate, width),
                    BINS));
        }
        return new Panels("Aggregate posterior and prior", panels, 3);
    }

    private static double[] column(float[] values, int column, int width) {
        double[] result = new double[values.length / width];
        Arrays.setAll(result, row -> values[row * width + column]);
        return result;
    }
}
