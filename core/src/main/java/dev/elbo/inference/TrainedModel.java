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
import dev.elbo.evaluation.Pipeline;
import dev.elbo.evaluation.Proposal;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.io.ElboException;
import dev.elbo.models.BetaConditionedVae;
import dev.elbo.models.Vae;
import dev.elbo.objectives.BetaRange;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
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
 *
 * <p>A call shares out its rows among as many workers as the engine had threads when the model was opened, each with up to
 * half a gibibyte of native memory; results do not depend on their number.
 */
public final class TrainedModel implements AutoCloseable {
    private static final int BATCH = 500;

    private final ModelSpec spec;
    private final Vae model;
    private final Optional<BetaConditionedVae> betaInput;
    private final SharedWeights weights;
    private final double beta;
    private final DataUnits units;

    private TrainedModel(
            ModelSpec spec, Vae model, Optional<BetaConditionedVae> betaInput, SharedWeights weights, double beta) {
        this.spec = spec;
        this.model = model;
        this.betaInput = betaInput;
        this.weights = weights;
        this.beta = beta;
        this.units = DataUnits.of(spec);
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
     * Runs {@code work} with the model itself, which is not closed meanwhile; {@code work} opens its own scopes, and has
     * the number of threads at which the model was opened.
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
        return latents(data, (x, index) -> model.posterior(x).mode());
    }

    /**
     * (rows, latent): one sample of each row's posterior.
     *
     * @throws ElboException if the rows do not have the model's shape or range
     */
    public float[] encodeSamples(Dataset data, long seed) {
        Rng rng = Rng.ofSeed(seed).child("encode");
        return latents(data, (x, index) -> {
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
        Dataset rows = matched(data);
        int latent = model.latentSize();
        float[] means = new float[rows.rows() * latent];
        float[] stdDevs = new float[rows.rows() * latent];
        eachBatch(rows, (x, index, from) -> {
            Distribution q = model.posterior(x);
            write(q.mean(), means, from * latent);
            write(stdDevs(q), stdDevs, from * latent);
        });
        return new PosteriorDraws(means, stdDevs, latent);
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
        Dataset rows = matched(data);
        float[] result = new float[rows.rows() * width()];
        eachBatch(rows, (x, index, from) -> units.put(reconstruction(x), result, from * width()));
        return result;
    }

    /** As {@link #reconstruct}, in double precision, for columns whose values single precision does not keep apart. */
    public double[] reconstructDoubles(Dataset data) {
        Dataset rows = matched(data);
        double[] result = new double[rows.rows() * width()];
        eachBatch(rows, (x, index, from) -> units.put(reconstruction(x), result, from * width()));
        return result;
    }

    private float[] reconstruction(Tensor x) {
        return model.decode(model.posterior(x).mode()).toFloats();
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
        return floats(latents, (z, index) -> model.decode(z));
    }

    /** As {@link #decode}, in double precision, for columns whose values single precision does not keep apart. */
    public double[] decodeDoubles(float[] latents) {
        return doubles(latents, (z, index) -> model.decode(z));
    }

    /**
     * (rows, data): one sample of p(x|z) at each of the latents (rows, latent).
     *
     * @throws ElboException if the number of values is not a multiple of the size of a latent
     */
    public float[] decodeSamples(float[] latents, long seed) {
        return floats(latents, sampling(seed));
    }

    /** As {@link #decodeSamples}, in double precision. */
    public double[] decodeSampleDoubles(float[] latents, long seed) {
        return doubles(latents, sampling(seed));
    }

    private BatchWork sampling(long seed) {
        Rng rng = Rng.ofSeed(seed).child("decode");
        return (z, index) ->
                model.likelihood(z).rsample(rng.child("batch", index), 1).squeeze(0);
    }

    private float[] floats(float[] latents, BatchWork decode) {
        float[] result = new float[Math.multiplyExact(rows(latents), width())];
        eachLatents(latents, decode, (part, at) -> units.put(part, result, at));
        return result;
    }

    private double[] doubles(float[] latents, BatchWork decode) {
        double[] result = new double[Math.multiplyExact(rows(latents), width())];
        eachLatents(latents, decode, (part, at) -> units.put(part, result, at));
        return result;
    }

    private int rows(float[] latents) {
        int latent = model.latentSize();
        if (latents.length % latent != 0) {
            throw new ElboException("the latents of this model have " + latent + " coordinates each, but "
                    + latents.length + " numbers are not a multiple of that");
        }
        return latents.length / latent;
    }

    /** Receives decoded rows and the place of their first number among all. */
    @FunctionalInterface
    private interface Decoded {
        void put(float[] part, int at);
    }

    private void eachLatents(float[] latents, BatchWork decode, Decoded decoded) {
        int latent = model.latentSize();
        work(
                "decode",
                pipeline -> pipeline.eachRange(rows(latents), model.rowsAtOnce(BATCH), (index, from, count) -> {
                    float[] part = Arrays.copyOfRange(latents, from * latent, (from + count) * latent);
                    decoded.put(
                            decode.apply(Tensors.of(part, count, latent), index).toFloats(), from * width());
                }));
    }

    private int width() {
        return spec.shape().size();
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
        return score(rows, StoppingRule.fixed(samples), seed, progress);
    }

    /**
     * As {@link #score(Dataset, int, long, IntConsumer)}, with as many samples for each row as its standard error needs.
     *
     * @param rule when the sampling of a row ends
     */
    public LogLikelihood score(Dataset rows, StoppingRule rule, long seed, IntConsumer progress) {
        Dataset data = matched(rows);
        boolean greyToBinary = spec.input() == ModelSpec.Input.BINARY
                && data.values() instanceof Values.Bytes bytes
                && bytes.maxValue() > 1;
        Dataset seen = greyToBinary
                ? Binarisation.fixed(data, Rng.ofSeed(seed).child("binarise").java())
                : data;
        LogLikelihood encoded = use(vae -> ImportanceSampling.estimate(
                vae,
                Proposal.suited(rule.most()),
                batches(seen),
                Rng.ofSeed(seed).child("score"),
                new RowEstimates(seen.rows(), rule),
                progress));
        double jacobian = spec.logDetJacobian();
        double[] shifted = encoded.perRow().clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += jacobian;
        }
        return new LogLikelihood(
                shifted,
                encoded.standardErrors(),
                encoded.effectiveSampleSizes(),
                encoded.tailShapes(),
                encoded.samplesPerRow());
    }

    @FunctionalInterface
    private interface BatchWork {
        Tensor apply(Tensor x, int index);
    }

    private void work(String name, Consumer<Pipeline> body) {
        weights.use(() -> {
            Pipeline.run(name, body);
            return name;
        });
    }

    private float[] latents(Dataset data, BatchWork work) {
        Dataset rows = matched(data);
        int latent = model.latentSize();
        float[] result = new float[rows.rows() * latent];
        eachBatch(rows, (x, index, from) -> write(work.apply(x, index), result, from * latent));
        return result;
    }

    private void eachBatch(Dataset matched, Pipeline.BatchAction action) {
        work(
                "rows",
                pipeline -> pipeline.eachBatch(batches(matched), Rng.ofSeed(0).java(), action));
    }

    private static void write(Tensor part, float[] result, int at) {
        float[] values = part.toFloats();
        System.arraycopy(values, 0, result, at, values.length);
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
