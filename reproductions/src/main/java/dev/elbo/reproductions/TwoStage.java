package dev.elbo.reproductions;

import dev.elbo.config.SamplerSpec;
import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Block;
import dev.elbo.report.Figure;
import dev.elbo.report.Table;
import dev.elbo.runs.Run;
import dev.elbo.runs.RunSamplers;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.ReportFigures;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A VAE with a learned decoder standard deviation on grey MNIST, sampled in three ways: from its prior, from a Gaussian
 * mixture and from a second VAE on its latents (Dai and Wipf 2019).
 *
 * <p>Theirs: InfoGAN's convolutions, 64 latents, 400 epochs for the first stage and 800 for the second, Fréchet
 * distance of 10,000 samples to the test images in Inception features. Ours is a smaller network, trained for less time
 * and measured in other features: only the order of the rows is comparable. The warm-up is ours: without it, almost all
 * latents remain unused on this budget, since the standard deviation is initially 1.
 */
final class TwoStage implements Reproduction {
    private static final List<SamplerSpec> SAMPLERS = List.of(
            new SamplerSpec.Prior(),
            new SamplerSpec.Mixture(10, false),
            new SamplerSpec.TwoStage(SamplerSpec.TwoStage.WIDTHS, SamplerSpec.TwoStage.EPOCHS));
    private static final Map<String, String> PUBLISHED = Map.of("prior", "54.5", "two-stage", "12.6");
    private static final int SHOWN = 12;

    @Override
    public String name() {
        return "two-stage";
    }

    @Override
    public String source() {
        return "A second VAE on the latents of the first, compared with its prior, on MNIST (Dai and Wipf 2019)";
    }

    @Override
    public String question() {
        return "Which sampler gives the best images: the prior, a mixture of Gaussians or a second VAE?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "mnist");
        settings.put(Setting.SPLIT, "official");
        settings.put(Setting.BINARISE, "none");
        settings.put(Setting.LIKELIHOOD, "gaussian:shared");
        settings.put(Setting.POSTERIOR, "normal:32");
        settings.put(Setting.NETWORK, "mlp:512,512");
        settings.put(Setting.OBJECTIVE, "warm-up:10");
        settings.put(Setting.BATCH_SIZE, "100");
        settings.put(Setting.LEARNING_RATE, "1e-3:0.5/10");
        settings.put(Setting.EPOCHS, "30");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "50");
        return List.of(new Experiment("mnist-z32", "1", settings, Double.NaN));
    }

    private Experiment experiment() {
        return experiments().get(0);
    }

    private static KeptSamples samples(ExperimentRuns runs) {
        return new KeptSamples(runs, SAMPLERS);
    }

    @Override
    public void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        runs.complete(experiment(), seed, overrides);
        samples(runs).complete(experiment(), seed);
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<SampleRows> found = samples(runs).all(experiment(), seeds);
        List<List<String>> rows = new ArrayList<>();
        for (String name : names()) {
            List<SampleQuality> ours = found.stream()
                    .flatMap(run -> Optional.ofNullable(run.byName().get(name)).stream())
                    .toList();
            rows.add(List.of(
                    name,
                    PUBLISHED.getOrDefault(name, "–"),
                    Cells.spread(ours, SampleQuality::frechet, 2),
                    Cells.spread(ours, m -> 1000 * m.mmd(), 2),
                    Cells.pValues(ours),
                    Cells.spread(ours, SampleQuality::precision, 3),
                    Cells.spread(ours, SampleQuality::recall, 3),
                    Cells.spread(ours, SampleQuality::density, 3),
                    Cells.spread(ours, SampleQuality::coverage, 3)));
        }
        return List.of(
                new Table(
                        "Samples compared with test images of MNIST",
                        List.of(
                                "row",
                                "Fréchet, published",
                                "Fréchet, ours",
                                "1000 MMD²",
                                "p",
                                "precision",
                                "recall",
                                "density",
                                "coverage"),
                        rows,
                        note(found)),
                runTable(runs, seeds));
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(SampleRows.REAL, SampleRows.RECONSTRUCTED));
        SAMPLERS.forEach(spec -> names.add(spec.toString()));
        return names;
    }

    private static String note(List<SampleRows> found) {
        String published =
                "The published distances (learned γ, 2-stage; as quoted from the text of the paper, not checked"
                        + " again) are for Inception"
                        + " features and 10,000 samples, so only their order is comparable with ours.";
        if (found.isEmpty()) {
            return published;
        }
        SampleQuality one = Objects.requireNonNull(found.get(0).byName().get(SampleRows.REAL));
        return String.format(
                Locale.ROOT,
                "%s; precision, recall, density and coverage with %d neighbours. %s",
                Cells.space(one),
                one.neighbours(),
                published);
    }

    private Table runTable(ExperimentRuns runs, int seeds) {
        List<Evaluation> evaluations = runs.evaluations(experiment(), seeds);
        return new Table(
                "The first stage",
                List.of("row", "-ELBO, nats (density)", "σ of p(x|z)", "KL", "active units", "epochs"),
                List.of(List.of(
                        experiment().name(),
                        Cells.spread(evaluations, e -> -e.elboNats(), 1),
                        Cells.spread(evaluations, e -> e.densityScale().frozen(), 4),
                        Cells.spread(evaluations, Evaluation::klNats, 1),
                        Cells.spread(evaluations, Evaluation::activeUnits, 1),
                        evaluations.isEmpty()
                                ? "–"
                                : Integer.toString(evaluations.get(0).epochs()))),
                "Mean ± standard deviation over seeds (runs); pixels in [0, 1].");
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        if (samples(runs).of(experiment(), 0).isEmpty()) {
            return List.of();
        }
        Run run = runs.existing(experiment(), 0).orElseThrow();
        Figure sheet = run.useAll((model, prepared) -> {
            Dataset shown = SampleRows.everySecond(
                            prepared.data().select(prepared.split().test()), 1)
                    .select(IntStream.range(0, SHOWN).toArray());
            Map<String, float[]> rows = new LinkedHashMap<>();
            rows.put(SampleRows.RECONSTRUCTED, model.reconstruct(shown));
            SAMPLERS.forEach(spec -> rows.put(spec.toString(), generated(run, model, spec)));
            return ReportFigures.sheet("Samples of each sampler", SampleRows.REAL, shown, rows);
        });
        return List.of(new Block.FigureBlock(
                sheet,
                "Means of p(x|z), seed 0: at the posterior modes of test images, and at samples of the prior, of a"
                        + " mixture of Gaussians and of a second VAE, both fitted to the latents of the training"
                        + " images. Not cherry-picked."));
    }

    private static float[] generated(Run run, TrainedModel model, SamplerSpec spec) {
        try (Sampler sampler = RunSamplers.open(run, model, spec)) {
            return model.generate(sampler, 2 * SHOWN, run.config().seed());
        }
    }
}
