package dev.elbo.bench;

import dev.elbo.data.Edges;
import dev.elbo.data.SparseRows;
import dev.elbo.models.Vae;
import dev.elbo.objectives.Objective;
import dev.elbo.objectives.PairWeights;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.training.Adam;
import dev.elbo.training.AdamConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Elbo's losses on the weights, rows and noise that it writes to disk for the other programs. */
final class ElboLosses {
    private ElboLosses() {}

    static Agreement of(Step step, Path shared) {
        try (Scope scope = Scope.open("agreement");
                Vae model = step.build()) {
            Tensor x = rows(step);
            Map<String, StoredTensor> arrays =
                    new LinkedHashMap<>(model.parameters().snapshot());
            arrays.put("x", stored(x));
            arrays.put("noise", stored(noise(step, model, x)));
            Exchange.write(shared.resolve(step.word()), arrays);
            Supplier<Tensor> loss = () -> Objective.ELBO.loss(model.terms(x, Rng.ofSeed(6), 1), 1, model.parameters());
            double before = number(loss);
            // a sample on the sphere is passed as an array, so other programs can compute only the first loss
            Double after = step == Step.SVAE ? null : trained(model.parameters(), Step.LEARNING_RATE, loss);
            return new Agreement(step.word(), before, after);
        }
    }

    private static Tensor rows(Step step) {
        float[] values = new float[Step.BATCH * step.dataSize()];
        step.batches(Step.BATCH).inOrder(Rng.ofSeed(0).java(), (index, from, count, buffer) -> {
            System.arraycopy(buffer, 0, values, 0, values.length);
        });
        return Tensors.of(values, Step.BATCH, step.dataSize());
    }

    /** What {@link Vae#terms} samples from this stream: standard normals, or on the sphere the latents themselves. */
    private static Tensor noise(Step step, Vae model, Tensor x) {
        Rng rng = Rng.ofSeed(6).child("posterior");
        return step == Step.SVAE
                ? NoGrad.run(() -> model.posterior(x).rsample(rng, 1))
                : rng.normal(1, Step.BATCH, step.latent());
    }

    static Agreement ofCora(Path shared) {
        try (Scope scope = Scope.open("agreement");
                CoraModel cora = CoraModel.open()) {
            Edges edges = cora.edges();
            Map<String, StoredTensor> arrays =
                    new LinkedHashMap<>(cora.model().parameters().snapshot());
            arrays.put("edges", pairs(edges.pairs().from(), edges.pairs().to()));
            SparseRows features = cora.graph().features().orElseThrow();
            arrays.put("features", dense(features));
            arrays.put("noise", stored(Rng.ofSeed(6).child("posterior").normal(edges.nodes(), CoraModel.LATENT)));
            Exchange.write(shared.resolve("cora"), arrays);
            PairWeights weights = CoraModel.WEIGHTING.of(edges.nodes(), edges.size());
            Supplier<Tensor> loss = () -> weights.loss(cora.model().exactTerms(Rng.ofSeed(6)));
            double before = number(loss);
            return new Agreement("cora", before, trained(cora.model().parameters(), 0.01, loss));
        }
    }

    private static StoredTensor pairs(int[] from, int[] to) {
        float[] both = new float[2 * from.length];
        for (int i = 0; i < from.length; i++) {
            both[i] = from[i];
            both[from.length + i] = to[i];
        }
        return new StoredTensor(new long[] {2, from.length}, both);
    }

    private static StoredTensor dense(SparseRows rows) {
        float[] values = new float[rows.rows() * rows.columns()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int i = rows.rowStart()[row]; i < rows.rowStart()[row + 1]; i++) {
                values[row * rows.columns() + rows.columnOf()[i]] = rows.values()[i];
            }
        }
        return new StoredTensor(new long[] {rows.rows(), rows.columns()}, values);
    }

    private static double trained(Parameters parameters, double learningRate, Supplier<Tensor> loss) {
        Adam adam = new Adam(parameters, AdamConfig.PAPER);
        for (int i = 0; i < Agreement.STEPS; i++) {
            try (Scope step = Scope.open("step")) {
                parameters.differentiate(loss.get());
                adam.step(learningRate);
            }
        }
        return number(loss);
    }

    private static double number(Supplier<Tensor> loss) {
        try (Scope scope = Scope.open("loss")) {
            return loss.get().item();
        }
    }

    private static StoredTensor stored(Tensor tensor) {
        return new StoredTensor(tensor.shape(), tensor.toFloats());
    }
}
