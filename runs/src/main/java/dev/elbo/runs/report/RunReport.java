package dev.elbo.runs.report;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.assembly.PreparedData;
import dev.elbo.config.ObjectiveParser;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.PriorSpec;
import dev.elbo.config.Setting;
import dev.elbo.config.schema.Numbers;
import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.evaluation.LatentSpectrum;
import dev.elbo.evaluation.LatentStatistics;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboVersion;
import dev.elbo.io.Json;
import dev.elbo.report.Block;
import dev.elbo.report.Fact;
import dev.elbo.report.Figure;
import dev.elbo.report.ReportPage;
import dev.elbo.report.Table;
import dev.elbo.runs.Provenance;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.quality.QualityFile;
import dev.elbo.tensor.Rng;
import dev.elbo.training.EpochMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code report.html} and {@code figures/*.png} for a run. */
public final class RunReport {
    private static final int ROWS_AT_ONCE = 500;
    private static final double LOW_ESS = 10;
    private static final double MANY_DEAD = 0.05;
    private static final double COLLAPSED_KL = 0.1;

    private final Run run;
    private final PreparedData prepared;
    private final TrainedModel model;
    private final Evaluation evaluation;
    private final List<EpochMetrics> history;
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    private RunReport(
            Run run, PreparedData prepared, TrainedModel model, Evaluation evaluation, List<EpochMetrics> history) {
        this.run = run;
        this.prepared = prepared;
        this.model = model;
        this.evaluation = evaluation;
        this.history = history;
    }

    /**
     * Writes the report of a trained run; a run that has not been evaluated is evaluated first.
     *
     * @throws dev.elbo.io.ElboException in one sentence, if the run has no model yet or its data have changed
     */
    public static void write(Run run) {
        if (run.evaluation().isEmpty()) {
            run.evaluate("test", run.evaluationSamples());
        }
        PreparedData prepared = run.prepared();
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            Batches test = prepared.evaluationBatches(
                    prepared.split().test(), model.model().rowsAtOnce(ROWS_AT_ONCE));
            LatentStatistics latents = LatentStatistics.collect(
                    model.model(), test, Rng.ofSeed(run.config().seed()).child("report"));
            new RunReport(
                            run,
                            prepared,
                            model,
                            run.evaluation().orElseThrow(),
                            run.directory().readMetrics())
                    .write(latents);
        }
    }

    private void write(LatentStatistics testLatents) {
        Dataset test = prepared.fixed().select(prepared.split().test());
        blocks.add(new Block.Facts(facts()));
        warnings().forEach(text -> blocks.add(new Block.Warning(text)));
        pictures(test);
        sampleQuality();
        blocks.add(new Block.Heading("Training"));
        add("losses", ReportFigures.losses(history, evaluation.bestEpoch(), !evaluation.autoencoder()), lossCaption());
        blocks.add(new Block.Heading("Test set"));
        if (!evaluation.autoencoder()) {
            add(
                    "log-likelihoods",
                    ReportFigures.negativeLogLikelihoods(run.readScores(), evaluation.nllNats(), measure()),
                    "Importance-sampled " + measure() + " of each test row, " + evaluation.sampleCount()
                            + ". Rows far to the right are improbable under the model.");
        }
        latents(testLatents, prepared.data().select(prepared.split().test()));
        if (!evaluation.autoencoder()) {
            spectrum(test);
        }
        blocks.add(new Block.Heading("Model"));
        add(
                "model",
                ModelDrawing.of(prepared.spec(), run.config(), evaluation),
                "Left: the graphical model. Right: a training step, from the data to the two terms of the bound (blue), with"
                        + " their values on the test set, through a sample of the posterior (red).");
        how();
        String title = evaluation.autoencoder()
                ? evaluation.data() + ": autoencoder, " + evaluation.latentSize() + " latents"
                : evaluation.data() + ": " + evaluation.prior() + " prior, " + evaluation.posterior() + " posterior";
        ReportPage page = new ReportPage(title, subtitle(), blocks, "Elbo " + ElboVersion.version());
        AtomicFiles.writeString(run.directory().report(), page.html());
        figures.forEach(
                (name, figure) -> AtomicFiles.write(run.directory().figures().resolve(name + ".png"), figure.png()));
    }

    private String subtitle() {
        return prepared.data().shape().describe() + ", " + prepared.split().train().length + " training rows, "
                + evaluation.rows() + " test rows, likelihood " + evaluation.likelihood();
    }

    private List<Fact> facts() {
        return evaluation.autoencoder() ? RunFacts.ofAutoencoder(evaluation) : RunFacts.ofVae(evaluation, measure());
    }

    /** What the log-likelihood is called in tile, axis and captions. */
    private String measure() {
        return evaluation.density() ? "−log density" : "−log p(x)";
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (evaluation.bestEpoch() == history.size()
                && history.size() == run.config().epochs()) {
            warnings.add("The last epoch is the best: longer training may help.");
        }
        if (evaluation.autoencoder()) {
            return warnings;
        }
        if (evaluation.unreliableRows() != null && evaluation.unreliableRows() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d of %d test rows have importance weights with too heavy a tail: their log p(x) is probably too low,"
                            + " and its standard error not reliable.",
                    evaluation.unreliableRows(),
                    evaluation.rows()));
        } else if (evaluation.effectiveSampleSize() < LOW_ESS && evaluation.samplesUsed() >= 100) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "A few importance samples dominate the estimate (median effective sample size %.1f of %.0f): log"
                            + " p(x) is probably underestimated.",
                    evaluation.effectiveSampleSize(),
                    evaluation.samplesUsed()));
        }
        if (evaluation.deadPseudoInputs() != null && evaluation.deadPseudoInputs() > MANY_DEAD) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of the values of the pseudo-inputs are outside the data range, where no gradient"
                            + " reaches them.",
                    100 * evaluation.deadPseudoInputs()));
        }
        if (evaluation.scale() != null && !evaluation.scale().warning().isEmpty()) {
            warnings.add(evaluation.scale().warning());
        }
        if (evaluation.activeUnits() == 0 || evaluation.klNats() < COLLAPSED_KL) {
            warnings.add("The posterior has collapsed to the prior, so z carries no information about x. Try a warm-up"
                    + " or a smaller beta.");
        }
        return warnings;
    }

    private void betas(Dataset test) {
        prepared.spec().betaInput().ifPresent(range -> {
            add(
                    "rate-distortion",
                    ReportFigures.rateDistortion(model, test, range),
                    "Means over the test rows; each mark is one beta, written next to it, from "
                            + ObjectiveParser.text(range).replace("..", " to ")
                            + ", all with the same weights; the numbers above are at beta "
                            + Numbers.text(Math.min(range.high(), Math.max(range.low(), 1))) + ".");
        });
    }

    private void pictures(Dataset test) {
        betas(test);
        RowShape shape = prepared.spec().shape();
        if (shape.image()) {
            blocks.add(new Block.Heading("Samples and reconstructions"));
            add(
                    "samples",
                    ReportFigures.samples(model, run.config().seed()),
                    "Means of p(x|z) at 64 independent samples of " + drawn() + ".");
            add("reconstructions", ReportFigures.reconstructions(model, test), reconstructionCaption());
            if (test.rows() >= 2) {
                boolean spherical = prepared.spec().posterior() instanceof PosteriorSpec.Spherical;
                add(
                        "interpolations",
                        ReportFigures.interpolations(model, test),
                        "Means of p(x|z) at equal steps between the latents of two test rows, "
                                + (spherical ? "along a great circle." : "along a straight line."));
            }
            if (evaluation.latentSize() == 2
                    && oneGaussian(prepared.spec().posterior())
                    && prepared.spec().prior() instanceof PriorSpec.Standard) {
                add(
                        "manifold",
                        LatentFigures.manifold(model),
                        "Means of p(x|z) on a grid of quantiles of the prior in both latents.");
            }
            model.model()
                    .prior()
                    .vamp()
                    .ifPresent(vamp -> add(
                            "pseudo-inputs",
                            ReportFigures.pseudoInputs(vamp, shape),
                            "Learned pseudo-inputs, clipped to the data range; those with the most contrast."));
        } else if (shape.size() == 2) {
            blocks.add(new Block.Heading("Data, latents and samples"));
            add(
                    "clouds",
                    LatentFigures.clouds(model, test, run.config().seed()),
                    "Test rows, one sample of each row's posterior, the mean of p(x|z) at that sample, and means"
                            + " of p(x|z) at samples of the prior"
                            + (test.hasLabels() ? "; the first three are coloured by class." : "."));
        } else {
            blocks.add(new Block.Heading("Samples"));
            TableColumns columns = TableColumns.of(model, test, run.config().seed());
            add("columns", columns.charts(), columns.caption());
            blocks.add(new Block.TableBlock(columns.table()));
        }
    }

    /** Test rows are shown in the units of reconstructions. */
    private String reconstructionCaption() {
        boolean standardised = prepared.spec().input() == ModelSpec.Input.STANDARDISED;
        return "Test rows " + (standardised ? "in the units of the data" : "as encoded for the model")
                + ", and the means of p(x|z) at their posterior modes.";
    }

    /** What has been measured of it, if anything. */
    private void sampleQuality() {
        List<Table> tables = QualityTables.of(QualityFile.read(run.directory()));
        if (!tables.isEmpty()) {
            blocks.add(new Block.Heading("Sample quality"));
            tables.forEach(table -> blocks.add(new Block.TableBlock(table)));
        }
    }

    private static boolean oneGaussian(PosteriorSpec posterior) {
        return posterior instanceof PosteriorSpec.Normal || posterior instanceof PosteriorSpec.FullNormal;
    }

    private String drawn() {
        PriorSpec prior = prepared.spec().prior();
        if (prior instanceof PriorSpec.Uniform) {
            return "the uniform prior";
        }
        return prior instanceof PriorSpec.Standard ? "N(0, I)" : "the prior";
    }

    private String lossCaption() {
        String beta = run.config().objective().beta().warmUpEpochs() > 0
                ? " In the training loss the KL is weighted by beta, which grows over the first "
                        + run.config().objective().beta().warmUpEpochs()
                        + " epochs; the validation loss always has beta = 1."
                : "";
        return "Means over rows; the best validation loss is that of epoch " + evaluation.bestEpoch()
                + ". Loss and reconstruction have a common axis"
                + (evaluation.autoencoder() ? "." : ", that of the KL begins at 0." + beta);
    }

    private void latents(LatentStatistics latents, Dataset test) {
        String colour = test.hasLabels() ? ", coloured by class" : "";
        PosteriorSpec posterior = prepared.spec().posterior();
        add("latents", LatentFigures.latentPlane(posterior, latents, test), latentsCaption(latents) + colour + ".");
        if (posterior instanceof PosteriorSpec.Spherical) {
            add(
                    "concentrations",
                    LatentFigures.concentrations(latents.concentrations()),
                    "Concentrations of the posteriors of the test rows, " + posterior.describe() + "; κ = 0 is the"
                            + " uniform distribution.");
        }
    }

    private void spectrum(Dataset test) {
        Batches batches = prepared.evaluationBatches(
                prepared.split().test(), model.model().rowsAtOnce(ROWS_AT_ONCE));
        LatentSpectrum.measure(
                        model.model(), batches, Rng.ofSeed(run.config().seed()).child("spectrum"))
                .ifPresent(spectrum -> {
                    add(
                            "spectrum",
                            SpectrumFigures.spectrum(spectrum),
                            String.format(
                                    Locale.ROOT,
                                    "Latents in the order of the variance of their posterior mean over the test rows. A"
                                            + " latent that is not needed has a posterior like the prior: no variance of"
                                            + " its mean, a variance of one. %d of %d are active (variance of the mean"
                                            + " above %s), %d have low noise (mean posterior variance below %s).",
                                    evaluation.activeUnits(),
                                    evaluation.latentSize(),
                                    Numbers.text(LatentStatistics.ACTIVE_VARIANCE),
                                    spectrum.lowNoise(),
                                    Numbers.text(LatentSpectrum.LOW_NOISE)));
                    add(
                            "aggregate-posterior",
                            SpectrumFigures.aggregate(
                                    spectrum, model, test, run.config().seed()),
                            "Bars: a sample of the posterior of each test row, the aggregate posterior; line: as many"
                                    + " samples of " + drawn() + ". The latents whose mean varies most.");
                });
    }

    private String latentsCaption(LatentStatistics latents) {
        if (prepared.spec().posterior() instanceof PosteriorSpec.Spherical sphere) {
            if (sphere.oneSphere(2)) {
                return "Mean directions of the test rows on the sphere, in an equal-area projection";
            }
            if (sphere.oneSphere(1)) {
                return "Mean directions of the test rows on the circle, with radial jitter for legibility";
            }
            return "Mean directions of the test rows on two principal components";
        }
        return latents.latentSize() > 2
                ? "Posterior means of the test rows on two principal components"
                : "Posterior means of the test rows";
    }

    private void how() {
        blocks.add(new Block.Heading("Reproduction"));
        StringBuilder command = new StringBuilder("elbo train");
        run.config().settings().forEach((setting, value) -> {
            if (!value.equals(setting.defaultText()) && setting != Setting.THREADS && setting != Setting.WORKERS) {
                command.append(" --")
                        .append(setting.key())
                        .append(' ')
                        .append(value.matches("[A-Za-z0-9_.,:/+-]+") ? value : "'" + value + "'");
            }
        });
        blocks.add(new Block.Code(command.toString()));
        List<List<String>> rows = new ArrayList<>();
        run.config().settings().forEach((setting, value) -> rows.add(List.of(setting.key(), value)));
        Provenance provenance = Json.read(run.directory().provenance(), Provenance.class);
        rows.add(List.of("data SHA-256", provenance.dataSha256()));
        rows.add(List.of("revision", provenance.revision()));
        provenance.engine().forEach((name, value) -> rows.add(List.of(name, value)));
        rows.add(List.of("parameters", Long.toString(model.parameterCount())));
        blocks.add(new Block.TableBlock(new Table("Settings and provenance", List.of("", ""), rows, "")));
    }

    private void add(String name, Figure figure, String caption) {
        figures.put(name, figure);
        blocks.add(new Block.FigureBlock(figure, caption));
    }
}
