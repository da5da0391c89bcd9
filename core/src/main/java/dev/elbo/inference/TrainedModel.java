package dev.elbo.inference;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.config.schema.Numbers;
import dev.elbo.data.Batches;
import dev.elbo.data.Binarisation;
import dev.elbo.data.ColumnMatching;
import dev.elbo.data.Dataset;
import dev.elbo.data.Values;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.Proposal;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.io.ElboException;
import dev.elbo.models.BetaConditionedVae;
import dev.elbo.models.Vae;
import dev.elbo.objectives.BetaRange;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A trained model that is applied to rows of data: arrays in, arrays out, no tensors. Values are in the units of the
 * data, pixels in [0, 1]; arrays are row-major.
 *
 * <p>Safe for use by several threads: it is immutable, each call has its own native memory, and results are
 * bit-identical on every thread. {@link #close} may be called on any thread; it waits for calls in progress, and later
 * calls throw an {@link IllegalStateException}.
 */
public final class TrainedModel implements AutoCloseable {
    private static final int BATCH = 500;

    private final ModelSpec spec;
    private final Vae model;
    private final Optional<BetaConditionedVae> betaInput;
    private final SharedWeights weights;
    private final double beta;

    private TrainedModel(
            ModelSpec spec, Vae model, Optional<BetaConditionedVae> betaInput, SharedWeights weights, double beta) {
        this.spec = spec;
        this.model = model;
        this.betaInput = betaInput;
        this.weights = weights;
        this.beta = beta;
    }

    /**
     * Opens a {@code model.elbo}, given its path or that of a run directory.
     *
     * @throws ElboException in one sentence, if there is none or it is invalid
     */
    public static TrainedModel open(Path runOrFile) {
        Path file = ModelPath.of(runOrFile);
        ModelFile.Opened opened = ModelFile.read(file);
        SharedWeights weights = new SharedWeights("model", opened::close);
        return new TrainedModel(opened.spec(), opened.model(), opened.betaInput(), weights, 1);
    }

    /**
     * A view of this model at another β from the range it was trained for. It shares the weights, so closing either
     * closes both.
     *
     * @throws ElboException if it was not trained for a range of β, or not for this one
     */
    public TrainedModel at(double beta) {
        BetaConditionedVae ofBetas = betaInput.orElseThrow(() -> new ElboException(
                "beta: this model was trained for a single β; train one with objective beta-input:LO..HI"));
        BetaRange range = ofBetas.range();
        if (!(beta >= range.low() && beta <= range.high())) {
            throw new ElboException("beta: expected a number from " + Numbers.text(range.low()) + " to "
                    + Numbers.text(range.high()) + ", the range of this model, got " + Numbers.text(beta));
        }
        return new TrainedModel(spec, ofBetas.at(beta), betaInput, weights, beta);
    }

    /** The β of this view; 1 for a model that was not trained for a range. */
    public double beta() {
        return beta;
    }

    /** The same networks for a range of β, if they were trained for one. */
    Optional<BetaConditionedVae> betaInput() {
        return betaInput;
    }

    /** The specification of the model: shape of the rows, distributions and networks. */
    public ModelSpec spec() {
        return spec;
    }

    /**
     * The model itself, for work with tensors. Its weights are freed by {@link #close} even if still in use; see {@link
     * #use}.
     */
    public Vae model() {
        return model;
    }

    /**
     * Runs {@code work} with the model itself, which is not closed meanwhile; {@code work} opens its own scopes.
     *
     * @throws IllegalStateException if this model is closed
     */
    public <T> T use(Function<Vae, T> work) {
        return weights.use(() -> work.apply(model));
    }

    /** Number of trainable values. */
    public long parameterCount() {
        return model.parameters().elements();
    }

    /**
     * (rows, latent): posterior modes, which are the means of Gaussians and the mean directions on a sphere.
     *
     * @throws ElboException if the rows do not have the model's shape or range
     */
    public float[] encode(Dataset data) {
        return eachBatch(
                data, model.latentSize(), (x, index) -> model.posterior(x).mode());
    }

    /**
     * (rows, latent): one sample of each row's posterior.
     *
     * @throws ElboException if the rows do not have the model's shape or range
     */
    public float[] encodeSamples(Dataset data, long seed) {
        Rng rng = Rng.ofSeed(seed).child("encode");
        return eachBatch(data, model.latentSize(), (x, index) -> {
            Distribution q = model.posterior(x);
            return q.rsample(rng.child("batch", index), 1).squeeze(0);
        });
    }

    /**
     * The posterior of each row.
     *
     * @throws ElboException if the posterior is not a diagonal Gaussian
     */
    public PosteriorDraws gaussianPosteriors(Dataset data) {
        return use(vae -> {
            float[] stdDevs = eachBatch(data, vae.latentSize(), (x, index) -> stdDevs(vae.posterior(x)));
            return new PosteriorDraws(encode(data), stdDevs, vae.latentSize());
        });
    }

    private Tensor stdDevs(Distribution q) {
        if (q instanceof DiagonalGaussian gaussian) {
            return gaussian.stdDev();
        }
        throw new ElboException("sampler: expected diagonal Gaussian posteriors, but this model has " + spec.posterior()
                + "; use the sampler prior");
    }

    /**
     * (rows, data): mean of p(x|z) at each row's posterior mode.
     *
     * @throws ElboException if the rows do not have the model's columns, shape or range
     */
    public float[] reconstruct(Dataset data) {
        return narrowed(reconstructDoubles(data));
    }

    /** As {@link #reconstruct}, in double precision, for columns whose values single precision does not keep apart. */
    public double[] reconstructDoubles(Dataset data) {
        return inDataUnits(eachBatch(
                data,
                spec.shape().size(),
                (x, index) -> model.decode(model.posterior(x).mode())));
    }

    /** (count, data): mean of p(x|z) at samples of the prior. */
    public float[] generate(int count, long seed) {
        return generate(Samplers.prior(this), count, seed);
    }

    /** (count, data): mean of p(x|z) at latents from a sampler. */
    public float[] generate(Sampler sampler, int count, long seed) {
        return decode(sampler.latents(count, seed));
    }

    /** (count, data): samples of p(x|z) at samples of the prior, that is, samples of p(x). */
    public float[] generateSamples(int count, long seed) {
        return generateSamples(Samplers.prior(this), count, seed);
    }

    /** (count, data): samples of p(x|z) at latents from a sampler. */
    public float[] generateSamples(Sampler sampler, int count, long seed) {
        return decodeSamples(sampler.latents(count, seed), seed);
    }

    /**
     * (rows, data): mean of p(x|z) at latents (rows, latent).
     *
     * @throws ElboException if the number of values is not a multiple of the size of a latent
     */
    public float[] decode(float[] latents) {
        return narrowed(decodeDoubles(latents));
    }

    /** As {@link #decode}, in double precision, for columns whose values single precision does not keep apart. */
    public double[] decodeDoubles(float[] latents) {
        return eachLatents(latents, (z, index) -> model.decode(z));
    }

    /**
     * (rows, data): one sample of p(x|z) at each of the latents (rows, latent).
     *
     * @throws ElboException if the number of values is not a multiple of the size of a latent
     */
    public float[] decodeSamples(float[] latents, long seed) {
        return narrowed(decodeSampleDoubles(latents, seed));
    }

    /** As {@link #decodeSamples}, in double precision. */
    public double[] decodeSampleDoubles(float[] latents, long seed) {
        Rng rng = Rng.ofSeed(seed).child("decode");
        return eachLatents(
                latents,
                (z, index) -> model.likelihood(z)
                        .rsample(rng.child("batch", index), 1)
                        .squeeze(0));
    }

    private double[] eachLatents(float[] latents, BatchWork decode) {
        int latent = model.latentSize();
        if (latents.length % latent != 0) {
            throw new ElboException("the latents of this model have " + latent + " coordinates each, but "
                    + latents.length + " numbers are not a multiple of that");
        }
        int width = spec.shape().size();
        int rows = latents.length / latent;
        float[] result = new float[Math.multiplyExact(rows, width)];
        work(() -> {
            int most = model.rowsAtOnce(BATCH);
            for (int from = 0; from < rows; from += most) {
                int count = Math.min(most, rows - from);
                try (Scope work = Scope.open("decode")) {
                    float[] part = Arrays.copyOfRange(latents, from * latent, (from + count) * latent);
                    float[] decoded = decode.apply(Tensors.of(part, count, latent), from / most)
                            .toFloats();
                    System.arraycopy(decoded, 0, result, from * width, decoded.length);
                }
            }
        });
        return inDataUnits(result);
    }

    /** Rate and distortion, means over the rows, from one sample of each row's posterior. */
    public RateDistortion rateDistortion(Dataset data, long seed) {
        Dataset rows = matched(data);
        return use(vae ->
                RateDistortion.measure(vae, batches(rows), Rng.ofSeed(seed).child("rate and distortion")));
    }

    /**
     * Importance-sampled log-likelihood of each row in the units of the data, nats. For a model of binary pixels, grey
     * rows are first binarised, with the seed.
     *
     * @param samples importance samples per row
     * @param progress receives the number of rows done
     */
    public LogLikelihood score(Dataset rows, int samples, long seed, IntConsumer progress) {
        Dataset data = matched(rows);
        boolean greyToBinary = spec.input() == ModelSpec.Input.BINARY
                && data.values() instanceof Values.Bytes bytes
                && bytes.maxValue() > 1;
        Dataset seen = greyToBinary
                ? Binarisation.fixed(data, Rng.ofSeed(seed).child("binarise").java())
                : data;
        LogLikelihood encoded = use(vae -> ImportanceSampling.estimate(
                vae,
                Proposal.suited(samples),
                batches(seen),
                Rng.ofSeed(seed).child("score"),
                new RowEstimates(seen.rows(), samples),
                progress));
        double jacobian = spec.logDetJacobian();
        double[] shifted = encoded.perRow().clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += jacobian;
        }
        return new LogLikelihood(
                shifted, encoded.standardErrors(), encoded.effectiveSampleSizes(), encoded.tailShapes(), samples);
    }

    @FunctionalInterface
    private interface BatchWork {
        Tensor apply(Tensor x, int index);
    }

    private void work(Runnable body) {
        weights.use(() -> {
            NoGrad.run(body);
            return null;
        });
    }

    private float[] eachBatch(Dataset rows, int width, BatchWork work) {
        Dataset data = matched(rows);
        Batches batches = batches(data);
        float[] result = new float[data.rows() * width];
        work(() -> batches.inOrder(Rng.ofSeed(0).java(), (index, from, count, buffer) -> {
            try (Scope batch = Scope.open("batch")) {
                Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
                float[] part = work.apply(x, index).toFloats();
                System.arraycopy(part, 0, result, from * width, part.length);
            }
        }));
        return result;
    }

    private Batches batches(Dataset data) {
        return new Batches(
                data, IntStream.range(0, data.rows()).toArray(), model.rowsAtOnce(BATCH), random -> spec.encoding());
    }

    /**
     * The rows as this model takes them: a table's columns are matched by name, put in the model's order, and those
     * that the model does not have are left out. What was done stands in the notes. Every method that takes rows does
     * this.
     *
     * @throws ElboException if the rows do not have the model's columns, shape or range
     */
    public Dataset matched(Dataset data) {
        Dataset rows = spec.inUnits(ColumnMatching.apply(data, spec.columnNames()));
        check(rows);
        return rows;
    }

    private void check(Dataset data) {
        if (data.shape().size() != spec.shape().size()) {
            String columns = spec.columnNames().isEmpty() ? "" : " (" + ColumnMatching.list(spec.columnNames()) + ")";
            throw new ElboException("the model takes rows of " + spec.shape().describe() + columns + ","
                    + " but " + data.name() + " has "
                    + data.shape().describe()
                    + (data.shape().image() && spec.shape().image() ? "; resize the images" : ""));
        }
        if (spec.bounded() && (data.min() < 0 || (!(data.values() instanceof Values.Bytes) && data.max() > 1))) {
            throw new ElboException("the model takes values in [0, 1] or pixels, but " + data.name() + " has"
                    + " values from "
                    + data.min() + " to " + data.max() + "; rescale them");
        }
    }

    private double[] inDataUnits(float[] values) {
        double[] result = new double[values.length];
        boolean scaled = spec.input() == ModelSpec.Input.STANDARDISED;
        int width = spec.shape().size();
        double[] shift = scaled ? spec.standardisation().shift() : new double[width];
        double[] scale = scaled ? spec.standardisation().scale() : new double[width];
        for (int i = 0; i < values.length; i++) {
            result[i] = scaled ? values[i] * scale[i % width] + shift[i % width] : values[i];
        }
        return result;
    }

    private static float[] narrowed(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    /**
     * Frees the weights of this model and all its views, after waiting for calls in progress. Has no effect the second
     * time.
     *
     * @throws IllegalStateException if called from inside a call of this model
     */
    @Override
    public void close() {
        weights.close();
    }
}
