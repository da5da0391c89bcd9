package dev.elbo.reproductions;

import dev.elbo.assembly.BuiltModel;
import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelInitialiser;
import dev.elbo.assembly.PreparedData;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.Batches;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.inference.ModelFile;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingConfig;
import dev.elbo.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * VAEs with a fixed decoder variance γ, for several γ from large to small, on data of known dimension. Stored as {@code
 * ROW-seedN.json}.
 *
 * @param epochs for each γ; the first of a path has four times as many
 * @param steps one for each γ
 */
record KlPath(int epochs, List<Step> steps) {
    private static final int SAMPLES = 10;
    private static final int FIRST = 4;

    /**
     * @param kl of test rows, nats
     * @param error mean squared error per column of test rows, from posterior modes
     * @param informative latents in use
     */
    record Step(double gamma, double kl, double error, int informative) {}

    KlPath {
        steps = List.copyOf(steps);
    }

    /** How a path is trained. */
    enum Start {
        /** Each model starts from that for the γ before. */
        LOWERED,
        /** Each model starts from random weights, and has as many epochs as the first of the other paths. */
        SCRATCH
    }

    private static Path file(ExperimentRuns runs, String row, long seed) {
        return runs.directory().resolve(row + "-seed" + seed + ".json");
    }

    static Optional<KlPath> existing(ExperimentRuns runs, String row, long seed) {
        Path file = file(runs, row, seed);
        return Files.exists(file) ? Optional.of(Json.read(file, KlPath.class)) : Optional.empty();
    }

    /** Trains what is missing. */
    static void complete(
            ExperimentRuns runs, String row, Start start, int r, long seed, List<Double> gammas, RunConfig config) {
        if (existing(runs, row, seed).isPresent()) {
            return;
        }
        TorchRuntime.configure(config.threads());
        List<Step> steps = new ArrayList<>();
        Map<String, StoredTensor> weights = Map.of();
        PreparedData prepared =
                PreparedData.prepare(runs.access().open(config.data(), config.images(), config.tables()), config);
        for (double gamma : gammas) {
            runs.listener().note(row + ", seed " + seed + ": γ = " + gamma);
            boolean first = start == Start.SCRATCH || weights.isEmpty();
            Training training = new Training(
                    prepared.withLikelihood(new LikelihoodSpec.Gaussian(Math.sqrt(gamma))),
                    config,
                    first ? FIRST * config.epochs() : config.epochs(),
                    Rng.ofSeed(seed).child(row + ", variance " + gamma));
            Path model = runs.directory().resolve(row + "-seed" + seed).resolve("variance-" + gamma + ".elbo");
            weights = training.run(first ? Map.of() : weights, model);
            steps.add(training.measured(gamma, model, r));
        }
        AtomicFiles.writeString(file(runs, row, seed), Json.pretty(new KlPath(config.epochs(), steps)));
    }

    /** Settings of the models; γ replaces the likelihood. */
    static RunConfig config(int r, int epochs, long seed, Map<Setting, String> overrides) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "arcs" + r);
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.POSTERIOR, "normal:16");
        settings.put(Setting.LIKELIHOOD, "gaussian:1");
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.NETWORK, "mlp:100,100");
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EPOCHS, Integer.toString(epochs));
        settings.put(Setting.SEED, Long.toString(seed));
        settings.putAll(overrides);
        return RunConfig.ofSettings(settings);
    }

    /** One model. */
    private record Training(PreparedData prepared, RunConfig config, int epochs, Rng rng) {

        /** Trains, writes the model of the best epoch and returns its weights. */
        Map<String, StoredTensor> run(Map<String, StoredTensor> from, Path file) {
            ModelInitialiser first = ModelInitialiser.of(prepared, config.decoderStart());
            try (Scope scope = Scope.open("path");
                    BuiltModel built = ModelBuilder.build(prepared.spec(), rng, first)) {
                if (!from.isEmpty()) {
                    built.vae().parameters().restore(from);
                }
                Batches validation = prepared.evaluationBatches(prepared.split().validation(), config.batchSize());
                TrainingConfig given = config.training();
                new Trainer(
                                built.trained(),
                                prepared.trainingBatches(config.batchSize()),
                                () -> BoundEvaluation.measure(built.vae(), validation, rng.child("validation"), 1),
                                new TrainingConfig(
                                        epochs,
                                        given.objective(),
                                        given.learningRate(),
                                        given.adam(),
                                        0,
                                        given.samples()),
                                rng.child("training"),
                                TrainingListener.silent())
                        .run();
                Map<String, StoredTensor> weights = built.vae().parameters().snapshot();
                ModelFile.write(file, prepared.spec(), weights);
                return weights;
            }
        }

        Step measured(double gamma, Path file, int r) {
            try (TrainedModel model = TrainedModel.open(file)) {
                Batches test = prepared.evaluationBatches(prepared.split().test(), config.batchSize());
                double kl = BoundEvaluation.measure(model.model(), test, rng.child("test"), SAMPLES)
                        .kl();
                LatentUse use = LatentUse.of(model, Arcs.testRows(r));
                return new Step(gamma, kl, use.meanSquaredError(), use.informative());
            }
        }
    }
}
