package dev.elbo.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** A full page of invented but plausible numbers, for inspection and for tests. */
final class DemoPage {
    private static final int EPOCHS = 120;
    private static final int BEST = 97;

    private DemoPage() {}

    static ReportPage page() {
        Map<String, Figure> figures = figures();
        return new ReportPage(
                "VAE on MNIST with a VampPrior",
                "784-300-300-40, gated; K = 500 pseudo-inputs; seed 14; 120 epochs, best at 97",
                List.of(
                        new Block.Heading("Result"),
                        new Block.Facts(List.of(
                                new Fact(
                                        "Log-likelihood",
                                        "−82.41 nats",
                                        "Importance sampling, S = 5000, ± 0.06 over 10,000 test images"),
                                new Fact("Bits per dimension", "0.1517", "The same number per pixel, of 784"),
                                new Fact("KL divergence", "25.13 nats", "Information about an image in its code"),
                                new Fact(
                                        "Active units", "31 of 40", "Dimensions whose mean varies by more than 0.01"))),
                        new Block.Text(
                                "The model was trained with early stopping on the validation bound. All numbers are on"
                                        + " the test split, which was used once, after training."),
                        new Block.Warning(
                                "The last 9 epochs didn't improve the validation bound by more than its standard error."),
                        new Block.Heading("Training"),
                        new Block.FigureBlock(
                                figures.get("losses"),
                                "Mean over each epoch. The dashed line marks the epoch whose weights were kept."),
                        new Block.FigureBlock(figures.get("loss"), "Two runs on one axis."),
                        new Block.Heading("Samples"),
                        new Block.FigureBlock(
                                figures.get("samples"), "Means of p(x|z) for z from the prior; not selected."),
                        new Block.FigureBlock(figures.get("pairs"), "Test images and their reconstructions."),
                        new Block.Heading("Latent space"),
                        new Block.FigureBlock(
                                figures.get("codes"),
                                "Means of q(z|x) for 10,000 test images; two leading principal components."),
                        new Block.FigureBlock(
                                figures.get("clouds"), "A square, its codes on the circle, and its reconstruction."),
                        new Block.FigureBlock(figures.get("confusion"), "Nearest-neighbour labels of the codes."),
                        new Block.FigureBlock(figures.get("correlation"), ""),
                        new Block.Heading("Test log-likelihood"),
                        new Block.FigureBlock(
                                figures.get("histogram"),
                                "The left tail contains the images that the model finds least likely."),
                        new Block.TableBlock(table()),
                        new Block.Heading("How to repeat this"),
                        new Block.Code(
                                "elbo train --data mnist --posterior normal:40 --prior vamp:500 --seed 14\nelbo evaluate runs/mnist-vamp --samples 5000")),
                "Made by Elbo 0.2.0 at revision 0000000 with libtorch 2.10.0 on 2 threads.");
    }

    static Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put(
                "losses",
                new Panels(
                        "Bound and its parts",
                        List.of(losses("−ELBO", 540, 87.5, 1.0), losses("Reconstruction error", 540, 61, 1.5), kl()),
                        3));
        figures.put("loss", lossOfTwoRuns(false));
        figures.put("loss-log", lossOfTwoRuns(true));
        figures.put("scaling", scaling());
        figures.put("samples", new ImageGrid("Samples from the prior", pictures(64, 1, 28, 7), 8, List.of()));
        figures.put("colour", new ImageGrid("Colour pictures", pictures(32, 3, 32, 8), 8, List.of()));
        figures.put(
                "pairs",
                new ImageGrid("Reconstructions", pictures(20, 1, 28, 9), 10, List.of("input", "reconstruction")));
        figures.put("codes", codes(10_000));
        figures.put(
                "clouds",
                new Panels("", List.of(cloud("Input", 0), cloud("Latent", 1), cloud("Reconstructed", 0.06)), 3));
        figures.put("confusion", confusion());
        figures.put("correlation", correlation());
        figures.put("histogram", histogram());
        return figures;
    }

    static Table table() {
        return new Table(
                "Test log-likelihood on MNIST",
                List.of("Model", "Prior", "Published", "Ours", "Difference", "Verdict"),
                List.of(
                        List.of("VAE, 1 layer", "standard", "−84.76", "−84.81 ± 0.05", "−0.05", "agrees"),
                        List.of("VAE, 1 layer", "VampPrior", "−82.38", "−82.41 ± 0.06", "−0.03", "agrees"),
                        List.of("HVAE, 2 layers", "standard", "−82.41", "–", "–", "not run"),
                        List.of("HVAE, 2 layers", "VampPrior", "−81.19", "–", "–", "not run")),
                "Published: Tomczak and Welling (2018), Table 1. Ours: S = 5000 importance samples, in nats.");
    }

    private static Figure losses(String name, double first, double last, double noise) {
        return new LineChart(
                name,
                "epoch",
                "nats per image",
                List.of(
                        decay("train", first, last - 2, noise * 0.3, 1),
                        decay("validation", first * 0.6, last, noise, 2)),
                false,
                OptionalDouble.of(BEST),
                "best");
    }

    private static Figure scaling() {
        List<LogLogChart.Point> points = IntStream.of(50, 100, 200, 500, 1000, 2000)
                .mapToObj(k -> new LogLogChart.Point(k, 4 + 0.02 * k, 5 + 0.03 * k, 5 + 0.04 * k))
                .toList();
        List<LogLogChart.Point> bound = points.stream()
                .map(point -> new LogLogChart.Point(point.x(), point.least() / 2, point.y() / 2, point.y() / 2))
                .toList();
        return new LogLogChart(
                "Components of the prior",
                "components K",
                "ms per training step",
                List.of(
                        new LogLogChart.Line("VampPrior", 0, false, points),
                        new LogLogChart.Line("VampPrior, products alone", 0, true, bound)));
    }

    private static Figure kl() {
        Random random = new Random(5);
        double[] x = epochs();
        double[] train = new double[EPOCHS];
        double[] validation = new double[EPOCHS];
        for (int i = 0; i < EPOCHS; i++) {
            train[i] = 25.4 * (1 - Math.exp(-i / 6.0)) + random.nextGaussian() * 0.05;
            validation[i] = 25.1 * (1 - Math.exp(-i / 6.0)) + random.nextGaussian() * 0.2;
        }
        return new LineChart(
                "KL divergence",
                "epoch",
                "nats per image",
                List.of(new Series("train", x, train), new Series("validation", x, validation)),
                false,
                OptionalDouble.of(BEST),
                "best");
    }

    private static Figure lossOfTwoRuns(boolean log) {
        return new LineChart(
                "Negative ELBO of two priors",
                "epoch",
                "nats per image",
                List.of(
                        decay("standard prior train", 545, 88, 0.3, 1),
                                decay("standard prior validation", 260, 90, 0.8, 2),
                        decay("VampPrior train", 540, 83, 0.3, 3), decay("VampPrior validation", 250, 86, 0.8, 4)),
                log,
                OptionalDouble.of(BEST),
                "best epoch");
    }

    private static Series decay(String name, double first, double last, double noise, long seed) {
        Random random = new Random(seed);
        double[] y = new double[EPOCHS];
        for (int i = 0; i < EPOCHS; i++) {
            double slow = 18 * Math.exp(-i / 30.0);
            y[i] = last + slow + (first - last) * Math.exp(-i / 1.2) + noise * random.nextGaussian() * 0.5;
        }
        return new Series(name, epochs(), y);
    }

    private static double[] epochs() {
        return IntStream.rangeClosed(1, EPOCHS).asDoubleStream().toArray();
    }

    private static Figure codes(int points) {
        Random random = new Random(11);
        double[] x = new double[points];
        double[] y = new double[points];
        int[] groups = new int[points];
        for (int i = 0; i < points; i++) {
            int group = random.nextInt(10);
            double angle = group * 0.64 + random.nextGaussian() * 0.13;
            double radius = 2.2 + (group % 3) * 0.9 + random.nextGaussian() * 0.35;
            x[i] = radius * Math.cos(angle);
            y[i] = radius * Math.sin(angle);
            groups[i] = group;
        }
        List<String> names = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        return new Scatter(
                "Codes of the test images", "first component", "second component", x, y, groups, names, true);
    }

    private static Figure cloud(String name, double how) {
        Random random = new Random(3);
        int points = 2000;
        double[] x = new double[points];
        double[] y = new double[points];
        int[] groups = new int[points];
        for (int i = 0; i < points; i++) {
            double u = random.nextDouble() * 2 - 1;
            double v = random.nextDouble() * 2 - 1;
            groups[i] = (u > 0 ? 1 : 0) + (v > 0 ? 2 : 0);
            double angle = Math.atan2(v, u) + random.nextGaussian() * 0.05;
            x[i] = how == 1 ? Math.cos(angle) : u + how * random.nextGaussian();
            y[i] = how == 1 ? Math.sin(angle) : v + how * random.nextGaussian();
        }
        return new Scatter(name, "", "", x, y, groups, List.of(), true);
    }

    private static Figure histogram() {
        Random random = new Random(4);
        double[] values = IntStream.range(0, 10_000)
                .mapToDouble(
                        i -> -82.4 + 18 * random.nextGaussian() - 9 * Math.log(random.nextDouble() + 1e-4) * -1 + 9)
                .toArray();
        return new Histogram(
                "Log-likelihood of each test image",
                "log p(x), nats",
                values,
                60,
                OptionalDouble.of(-82.41),
                "mean −82.41");
    }

    private static Figure confusion() {
        Random random = new Random(6);
        double[][] counts = new double[10][10];
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                counts[i][j] = i == j ? 940 + random.nextInt(50) : random.nextInt(14);
            }
        }
        List<String> names = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        return new HeatMap("Confusion of k-nearest neighbours", "predicted", "true", counts, names, names, "images");
    }

    private static Figure correlation() {
        Random random = new Random(8);
        double[][] values = new double[40][40];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j <= i; j++) {
                values[i][j] = i == j ? 1 : 0.12 * random.nextGaussian();
                values[j][i] = values[i][j];
            }
        }
        return new HeatMap(
                "Correlation of latent dimensions",
                "dimension",
                "dimension",
                values,
                List.of(),
                List.of(),
                "correlation");
    }

    /** Strokes of a soft pen along a random curve. */
    private static List<Picture> pictures(int count, int channels, int size, long seed) {
        Random random = new Random(seed);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[channels * size * size];
            double a = 1 + random.nextInt(3);
            double b = 1 + random.nextInt(3);
            double phase = random.nextDouble() * 3;
            for (int channel = 0; channel < channels; channel++) {
                double tint = channels == 1 ? 1 : 0.35 + 0.65 * random.nextDouble();
                for (int p = 0; p < size * size; p++) {
                    double x = (p % size - size / 2.0) / (size * 0.36);
                    double y = (p / size - size / 2.0) / (size * 0.36);
                    double nearest = IntStream.range(0, 60)
                            .mapToDouble(k -> Math.hypot(
                                    x - 0.7 * Math.sin(a * k * 0.105 + phase), y - 0.9 * Math.cos(b * k * 0.105)))
                            .min()
                            .orElse(9);
                    values[channel * size * size + p] = (float) (tint * Math.exp(-nearest * nearest * 28));
                }
            }
            pictures.add(new Picture(channels, size, size, values));
        }
        return pictures;
    }
}
