package dev.elbo.tasks;

import dev.elbo.assembly.PreparedData;
import dev.elbo.assembly.SemiSupervisedModelBuilder;
import dev.elbo.config.SemiSupervisedConfig;
import dev.elbo.data.BalancedRows;
import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.evaluation.ClassifierAccuracy;
import dev.elbo.events.RunListener;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboVersion;
import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.training.SemiSupervisedEpoch;
import dev.elbo.training.SemiSupervisedTrainer;
import dev.elbo.training.TrainingListener;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Trains and tests a classifier with few labels on the latents of a trained VAE: M1+M2 of Kingma et al. 2014. Latents
 * are sampled from q(z1|x) in every step; test rows are classified at the mode of q(z1|x).
 */
public final class SemiSupervisedTraining {
    private SemiSupervisedTraining() {}

    /** Trains on the training rows of the data, of which only a few labels are used, and classifies the test rows. */
    public static SemiSupervisedResult run(
            SemiSupervisedConfig config, TrainedModel trained, PreparedData prepared, RunListener listener) {
        long start = System.nanoTime();
        try (Scope scope = Scope.open("few labels");
                SemiSupervisedVae model = model(config, trained, prepared)) {
            SemiSupervisedEpoch last = trainer(config, model, trained, prepared, TrainingListener.of(listener))
                    .run();
            return measured(config, model, trained, prepared, last, (System.nanoTime() - start) / 1e9);
        }
    }

    /** Independent of the random streams of the run of the VAE. */
    private static Rng rng(SemiSupervisedConfig config) {
        return Rng.ofSeed(config.seed()).child("few labels");
    }

    /** Number of classes: the largest label plus one. */
    public static int classes(PreparedData prepared) {
        return Arrays.stream(prepared.data().labels()).max().orElseThrow() + 1;
    }

    /** The model with initial values, allocated in the current scope. */
    public static SemiSupervisedVae model(SemiSupervisedConfig config, TrainedModel trained, PreparedData prepared) {
        return SemiSupervisedModelBuilder.build(
                config,
                trained.spec().posterior(),
                classes(prepared),
                rng(config).child("initialise"));
    }

    /** A trainer of this model on latents of the training rows. */
    public static SemiSupervisedTrainer trainer(
            SemiSupervisedConfig config,
            SemiSupervisedVae model,
            TrainedModel trained,
            PreparedData prepared,
            TrainingListener<SemiSupervisedEpoch> listener) {
        Vae vae = trained.model();
        return new SemiSupervisedTrainer(
                model,
                rows(config, prepared, classes(prepared), rng(config)),
                (x, draws) -> vae.posterior(x).rsample(draws, 1).squeeze(0),
                config.training(),
                rng(config).child("train"),
                listener);
    }

    /** The accuracy on the test rows, with the bounds of the last epoch. */
    public static SemiSupervisedResult measured(
            SemiSupervisedConfig config,
            SemiSupervisedVae model,
            TrainedModel trained,
            PreparedData prepared,
            SemiSupervisedEpoch last,
            double seconds) {
        Dataset test = prepared.fixed().select(prepared.split().test());
        return new SemiSupervisedResult(
                config.texts(),
                trained.spec().posterior().toString(),
                prepared.split().train().length,
                test.rows(),
                ClassifierAccuracy.of(model, trained.encode(test), test.labels()),
                last.labelledBound(),
                last.unlabelledBound(),
                last.logClass(),
                seconds,
                ElboVersion.version(),
                ElboVersion.revision());
    }

    private static SemiSupervisedTrainer.Rows rows(
            SemiSupervisedConfig config, PreparedData prepared, int classes, Rng rng) {
        int[] train = prepared.split().train();
        int[] labels =
                Arrays.stream(train).map(row -> prepared.data().labels()[row]).toArray();
        int[] places = BalancedRows.draw(
                labels, classes, config.labelled(), rng.child("labelled rows").java());
        BitSet chosen = new BitSet();
        Arrays.stream(places).forEach(place -> chosen.set(train[place]));
        int[] rest = Arrays.stream(train).filter(row -> !chosen.get(row)).toArray();
        Batches labelled = prepared.trainingBatches(
                Arrays.stream(places).map(place -> train[place]).toArray(), config.labelled());
        return new SemiSupervisedTrainer.Rows(labelled, prepared.trainingBatches(rest, config.batchSize()));
    }
}
