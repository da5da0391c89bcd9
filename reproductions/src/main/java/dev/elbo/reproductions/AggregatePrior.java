package dev.elbo.reproductions;

import dev.elbo.assembly.PreparedData;
import dev.elbo.data.Batches;
import dev.elbo.evaluation.ElboSurgery;
import dev.elbo.inference.TrainedModel;
import dev.elbo.tensor.Rng;
import java.util.Arrays;

/**
 * The KL of a model if the aggregate posterior of its training rows were its prior: the optimal prior for them (Tomczak
 * and Welling 2018, section 2).
 *
 * @param klOfTest nats, mean over the test rows
 * @param klOfTraining nats, mean over as many training rows
 */
record AggregatePrior(double klOfTest, double klOfTraining) {
    private static final int BATCH = 100;

    static AggregatePrior measure(TrainedModel model, PreparedData prepared) {
        int[] test = prepared.split().test();
        int[] training = prepared.split().train();
        Batches components = prepared.evaluationBatches(training, BATCH);
        Rng rng = Rng.ofSeed(0).child("aggregate");
        return new AggregatePrior(
                kl(model, prepared.evaluationBatches(test, BATCH), components, rng),
                kl(
                        model,
                        prepared.evaluationBatches(
                                Arrays.copyOf(training, Math.min(test.length, training.length)), BATCH),
                        components,
                        rng));
    }

    private static double kl(TrainedModel model, Batches rows, Batches components, Rng rng) {
        return ElboSurgery.klToAggregate(model.model(), rows, components, rng).orElse(Double.NaN);
    }
}
