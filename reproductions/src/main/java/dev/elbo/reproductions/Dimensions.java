package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the number of latents does to a Gaussian and to a spherical latent space (Davidson et al. 2018, sections 2.2, 3.4
 * and 5.2): the lengths of samples of N(0, I), which in many dimensions all lie on one shell, the surface of a sphere,
 * which vanishes, and VAEs on MNIST with both and with two remedies, products of spheres and Power Spherical posteriors.
 */
final class Dimensions implements Reproduction {
    static final List<Integer> SIZES = List.of(2, 5, 10, 20, 40, 100);
    private static final List<Integer> REMEDIED = List.of(20, 40);

    /** Trained with the gradient of the published code too. */
    private static final List<Integer> BIASED = List.of(2, 5, 10);

    private static final List<Integer> AMBIENT = List.of(3, 5, 10, 20, 41, 100, 200);
    private static final double KAPPA = 100;
    private static final String SAMPLER = "sampler";

    @Override
    public String name() {
        return "dimensions";
    }

    @Override
    public String source() {
        return "Soap bubble and vanishing surface: latent spaces of 2 to 100 dimensions on MNIST (Davidson et al. 2018)";
    }

    @Override
    public String question() {
        return "What becomes of Gaussian and spherical latent spaces as their dimension grows?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        for (int d : SIZES) {
            all.add(experiment("n-d" + d, "normal:" + d));
            all.add(experiment("s-d" + d, "vmf:" + d));
        }
        for (int d : REMEDIED) {
            all.add(experiment("product-d" + d, "vmf:4x" + d / 4));
            all.add(experiment("power-d" + d, "power-spherical:" + d));
        }
        for (int d : BIASED) {
            all.add(experiment("biased-d" + d, "vmf-2018:" + d));
        }
        return all;
    }

    private static Experiment experiment(String name, String posterior) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "mnist");
        settings.put(Setting.BINARISE, "dynamic");
        settings.put(Setting.LIKELIHOOD, "bernoulli");
        settings.put(Setting.POSTERIOR, posterior);
        settings.put(Setting.NETWORK, "mlp:256,128");
        settings.put(Setting.OBJECTIVE, "warm-up:10");
        settings.put(Setting.BATCH_SIZE, "100");
        settings.put(Setting.LEARNING_RATE, "1e-3:0.5/5");
        settings.put(Setting.EPOCHS, "20");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "500");
        return new Experiment(name, "1", settings, Double.NaN);
    }

    @Override
    public List<String> rows() {
        return Stream.concat(Stream.of(SAMPLER), experiments().stream().map(Experiment::name))
                .toList();
    }

    @Override
    public void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        if (!row.equals(SAMPLER)) {
            Reproduction.super.complete(row, seed, overrides, runs);
        } else if (!Files.exists(samplerFile(runs))) {
            runs.listener().note("timing the sampler");
            SphereSampler[] measured = AMBIENT.stream()
                    .map(ambient -> SphereSampler.measure(ambient, KAPPA))
                    .toArray(SphereSampler[]::new);
            AtomicFiles.writeString(samplerFile(runs), Json.pretty(measured));
        }
    }

    private static Path samplerFile(ExperimentRuns runs) {
        return runs.directory().resolve("sampler.json");
    }

    static Optional<LatentNorms> norms(ExperimentRuns runs, Experiment experiment, long seed) {
        return runs.kept(
                experiment,
                seed,
                "norms",
                LatentNorms.class,
                (model, prepared) -> LatentNorms.of(
                        model, prepared.data().select(prepared.split().test())));
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        return List.of(shells(runs, seeds), likelihoods(runs, seeds), surfaces(runs));
    }

    private Table shells(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (int d : SIZES) {
            Experiment gaussian = experiments().stream()
                    .filter(e -> e.name().equals("n-d" + d))
                    .findFirst()
                    .orElseThrow();
            List<LatentNorms> norms = LongStream.range(0, seeds)
                    .mapToObj(seed -> norms(runs, gaussian, seed))
                    .flatMap(Optional::stream)
                    .toList();
            double mean = LatentNorms.expected(d);
            double deviation = LatentNorms.deviation(d);
            rows.add(List.of(
                    Integer.toString(d),
                    format("%.3f", mean),
                    format("%.3f", deviation),
                    format("%.1f %%", 100 * deviation / mean),
                    Cells.spread(norms, LatentNorms::mean, 3),
                    Cells.spread(norms, LatentNorms::standardDeviation, 3)));
        }
        return new Table(
                "Soap bubble: lengths of latents",
                List.of("d", "mean, N(0, I)", "sd", "sd / mean", "mean, codes", "sd, codes"),
                rows,
                "|z| of samples of N(0, I), exact, and of samples of the posteriors of the test rows under the Gaussian"
                        + " VAE of that size, mean ± standard deviation over seeds (runs).");
    }

    private Table likelihoods(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (Experiment experiment : experiments()) {
            List<Evaluation> found = runs.evaluations(experiment, seeds);
            rows.add(List.of(
                    experiment.name(),
                    Cells.spread(found, Evaluation::nllNats, 2),
                    Cells.spread(found, e -> -e.elboNats(), 2),
                    Cells.spread(found, e -> -e.elboNats() - e.nllNats(), 2),
                    Cells.spread(found, Evaluation::reconstructionNats, 2),
                    Cells.spread(found, Evaluation::klNats, 2),
                    Cells.spread(found, Evaluation::effectiveSampleSize, 0),
                    Cells.spread(found, Evaluation::activeUnits, 0)));
        }
        return new Table(
                "MNIST, nats per test image",
                List.of("row", "−log p(x)", "−ELBO", "gap", "reconstruction", "KL", "ESS of 500", "active units"),
                rows,
                "n: Gaussian; s: von Mises-Fisher on the sphere of dimension d; product: d / 4 spheres of dimension 4;"
                        + " power: Power Spherical; biased: von Mises-Fisher with the gradient of the code published in"
                        + " 2018. Mean ± standard deviation over seeds (runs). −log p(x) from 500"
                        + " samples of the posterior: the smaller ESS, the effective sample size, the more it"
                        + " overestimates.");
    }

    private static Table surfaces(ExperimentRuns runs) {
        List<List<String>> rows = new ArrayList<>();
        SphereSampler[] measured = Files.exists(samplerFile(runs))
                ? Json.read(samplerFile(runs), SphereSampler[].class)
                : new SphereSampler[0];
        for (SphereSampler each : measured) {
            rows.add(List.of(
                    Integer.toString(each.ambient()),
                    format("%.3g", Math.exp(LatentNorms.logSurface(each.ambient() - 1))),
                    format("%.1f %%", 100 * each.published()),
                    Double.isNaN(each.ours()) ? "no rejection" : format("%.1f %%", 100 * each.ours()),
                    format("%.0f", each.nanoseconds()),
                    format("%.1f", each.nanoseconds() / each.ambient())));
        }
        return new Table(
                "Vanishing surface, and the sampler at κ = 100",
                List.of(
                        "m",
                        "surface",
                        "accepted, Ulrich and Wood",
                        "accepted, Elbo",
                        "ns per sample",
                        "ns per coordinate"),
                rows,
                "Surface of the unit sphere in R^m, dimension m − 1. Accepted: share of proposals, by quadrature. Time of"
                        + " one sample without gradient, one thread, median of " + SphereSampler.LAPS + " laps.");
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return DimensionFigures.of(this, runs);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
