package dev.elbo.assembly;

import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.SplitSpec;
import dev.elbo.data.Batches;
import dev.elbo.data.Binarisation;
import dev.elbo.data.ColumnMatching;
import dev.elbo.data.ColumnNotes;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.Normalizer;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A data set prepared for a configuration: split, likelihood and encoding are chosen, evaluation rows are binarised
 * once.
 *
 * @param data the data as opened
 * @param fixed the data for evaluation: binarised once if the configuration binarises, otherwise as opened
 * @param dynamic whether training rows are binarised again in every epoch
 */
public record PreparedData(Dataset data, Dataset fixed, Split split, ModelSpec spec, boolean dynamic) {
    private static final double DEFAULT_VALIDATION = 0.1;
    private static final double DEFAULT_TEST = 0.1;

    /**
     * Prepares data for a run; {@code auto} settings are decided here.
     *
     * @throws ElboException in one sentence, if the data and the settings do not go together
     */
    public static PreparedData prepare(Dataset data, RunConfig config) {
        return prepare(data, config, Optional.empty());
    }

    /** As {@link #prepare(Dataset, RunConfig)}, with the normalizer of another model for columns that are standardised. */
    public static PreparedData prepare(Dataset data, RunConfig config, Optional<Normalizer> given) {
        Rng rng = Rng.ofSeed(config.seed());
        Split split = split(data, config, rng);
        if (split.test().length == 0) {
            throw new ElboException(
                    "split: the test set is empty, but a run is always evaluated on held-out rows; give it a"
                            + " fraction, for example split 0.8,0.1,0.1");
        }
        LikelihoodSpec likelihood = likelihood(data, config);
        boolean binary = likelihood.support() == LikelihoodSpec.Support.BINARY;
        boolean manyValued =
                !(data.values() instanceof Values.Bytes bytes && bytes.maxValue() == 1) && !alreadyBinary(data);
        checkNetwork(data, config);
        RunConfig.Binarise binarise = config.binarise();
        if (binarise == RunConfig.Binarise.AUTO) {
            boolean unit = data.min() >= 0 && unitMaximum(data) <= 1; // otherwise checkRange rejects the likelihood
            binarise = binary && manyValued && unit ? RunConfig.Binarise.DYNAMIC : RunConfig.Binarise.NONE;
        }
        if (binarise != RunConfig.Binarise.NONE && (data.min() < 0 || unitMaximum(data) > 1)) {
            throw new ElboException("binarise: expected values in [0, 1] or pixels, got values from " + data.min()
                    + " to " + data.max() + " in " + data.name() + "; use binarise none");
        }
        Dataset fixed = binarise == RunConfig.Binarise.NONE
                ? data
                : Binarisation.fixed(data, rng.child("binarise evaluation").java());
        boolean dynamic = binarise == RunConfig.Binarise.DYNAMIC;
        ModelSpec.Input input = input(data, config, likelihood, binarise);
        Normalizer normalizer = input == ModelSpec.Input.STANDARDISED
                ? given.orElseGet(() -> Normalizer.standard(data, split.train()))
                : null;
        ModelSpec spec = new ModelSpec(
                data.shape(),
                input,
                normalizer,
                config.posterior(),
                config.prior().resolvedFor(config.posterior()),
                likelihood,
                config.network(),
                config.objective().betaInput(),
                config.objective().needsAdversary(),
                data.columnNames());
        checkRange(data, spec);
        return new PreparedData(noted(data, split, normalizer), fixed, split, spec, dynamic);
    }

    private static Dataset noted(Dataset data, Split split, @Nullable Normalizer normalizer) {
        List<String> notes = new ArrayList<>(data.notes());
        ColumnNotes.of(data, split.train(), normalizer).stream()
                .filter(note -> !notes.contains(note))
                .forEach(notes::add);
        return notes.equals(data.notes()) ? data : data.withNotes(notes);
    }

    /**
     * Rows for the evaluation of a trained model, whose columns are found by name. Grey values are binarised once, with
     * the seed, if the model is one of binary pixels.
     *
     * @throws ElboException if the rows do not have the model's columns, shape or range
     */
    public static PreparedData of(ModelSpec spec, Dataset given, long seed) {
        Dataset rows = spec.inUnits(ColumnMatching.apply(given, spec.columnNames()));
        if (rows.shape().size() != spec.shape().size()) {
            throw new ElboException("the model takes rows of " + spec.shape().describe() + ", but " + rows.name()
                    + " has " + rows.shape().describe());
        }
        checkRange(rows, spec);
        boolean grey = spec.input() == ModelSpec.Input.BINARY && !alreadyBinary(rows);
        Dataset fixed = grey
                ? Binarisation.fixed(
                        rows, Rng.ofSeed(seed).child("binarise evaluation").java())
                : rows;
        Split all = new Split(Split.range(0, rows.rows()), new int[0], new int[0]);
        return new PreparedData(rows, fixed, all, spec, false);
    }

    /** The same data with another likelihood on the same decoder. */
    public PreparedData withLikelihood(LikelihoodSpec likelihood) {
        return new PreparedData(data, fixed, split, spec.withLikelihood(likelihood), dynamic);
    }

    private static Split split(Dataset data, RunConfig config, Rng rng) {
        try {
            return chosenSplit(data, config, rng);
        } catch (DataException e) {
            throw new ElboException("split of " + data.name() + ": " + e.getMessage(), e);
        }
    }

    private static Split chosenSplit(Dataset data, RunConfig config, Rng rng) {
        if (config.split() instanceof SplitSpec.Fractions f) {
            return Split.random(
                    data.rows(),
                    f.train(),
                    f.validation(),
                    f.test(),
                    rng.child("split").java());
        }
        if (data.officialSplit().isPresent()) {
            Split official = data.officialSplit().get();
            return official.validation().length > 0 ? official : withValidation(official, rng);
        }
        if (config.split() instanceof SplitSpec.Predefined) {
            throw new ElboException(
                    "split: " + data.name() + " has no official split; give fractions, for example 0.8,0.1,0.1");
        }
        return Split.random(
                data.rows(),
                1 - DEFAULT_VALIDATION - DEFAULT_TEST,
                DEFAULT_VALIDATION,
                DEFAULT_TEST,
                rng.child("split").java());
    }

    /** A tenth of the training rows becomes the validation set of an official split that has none. */
    private static Split withValidation(Split official, Rng rng) {
        int[] train = official.train();
        Split inner = Split.random(
                train.length,
                1 - DEFAULT_VALIDATION,
                DEFAULT_VALIDATION,
                0,
                rng.child("split").java());
        return new Split(pick(train, inner.train()), pick(train, inner.validation()), official.test());
    }

    private static int[] pick(int[] from, int[] places) {
        int[] picked = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            picked[i] = from[places[i]];
        }
        return picked;
    }

    private static LikelihoodSpec likelihood(Dataset data, RunConfig config) {
        if (!(config.likelihood() instanceof LikelihoodSpec.Auto)) {
            return config.likelihood();
        }
        if (config.binarise() == RunConfig.Binarise.STATIC || config.binarise() == RunConfig.Binarise.DYNAMIC) {
            return new LikelihoodSpec.Bernoulli();
        }
        boolean ink = data.name().equals("mnist") || data.name().equals("digits");
        if (ink || alreadyBinary(data)) {
            return new LikelihoodSpec.Bernoulli();
        }
        if (data.values() instanceof Values.Bytes) {
            return new LikelihoodSpec.Logistic(true);
        }
        return realLikelihood(data, config);
    }

    /** A learned σ: one for all pixels, or one for each column. A network for a range of β has a fixed one, unless told otherwise. */
    private static LikelihoodSpec realLikelihood(Dataset data, RunConfig config) {
        if (config.objective().betaInput().isPresent()) {
            return new LikelihoodSpec.Gaussian(1);
        }
        return data.shape().image()
                ? new LikelihoodSpec.SharedGaussian(OptionalDouble.empty())
                : new LikelihoodSpec.CalibratedGaussian(LikelihoodSpec.Spread.PER_COLUMN);
    }

    private static void checkNetwork(Dataset data, RunConfig config) {
        if (config.network().needsImages() && !data.shape().image()) {
            throw new ElboException("network: " + config.network() + " needs images, but " + data.name() + " has"
                    + " rows of "
                    + data.shape().describe() + "; use network gated:300,300");
        }
    }

    private static boolean alreadyBinary(Dataset data) {
        if (data.values() instanceof Values.Bytes bytes) {
            return bytes.maxValue() == 1;
        }
        for (int i = 0; i < data.values().length(); i++) {
            double value = data.values().exact(i);
            if (value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }

    private static ModelSpec.Input input(
            Dataset data, RunConfig config, LikelihoodSpec likelihood, RunConfig.Binarise binarise) {
        boolean density = likelihood.support() == LikelihoodSpec.Support.REAL;
        if (config.scale() == RunConfig.Scale.STANDARD && !density) {
            throw new ElboException(
                    "scale: standardised columns need a density, such as likelihood gaussian:1, got " + likelihood);
        }
        if (binarise != RunConfig.Binarise.NONE) {
            return ModelSpec.Input.BINARY;
        }
        if (likelihood.sphereColumns(data.shape().size()) > 0) {
            if (config.scale() == RunConfig.Scale.STANDARD) {
                throw new ElboException("scale: standardised columns are no directions, which likelihood " + likelihood
                        + " needs; use scale none");
            }
            return ModelSpec.Input.RAW;
        }
        if (likelihood.support() == LikelihoodSpec.Support.LEVELS) {
            return ModelSpec.Input.BIN_CENTRES;
        }
        boolean numbers = !(data.values() instanceof Values.Bytes);
        RunConfig.Scale scale = config.scale();
        if (scale == RunConfig.Scale.AUTO) {
            scale = numbers && density ? RunConfig.Scale.STANDARD : RunConfig.Scale.NONE;
        }
        if (scale == RunConfig.Scale.STANDARD) {
            return ModelSpec.Input.STANDARDISED;
        }
        return numbers && density ? ModelSpec.Input.RAW : ModelSpec.Input.UNIT;
    }

    private static double unitMaximum(Dataset data) {
        return data.values() instanceof Values.Bytes bytes ? data.max() / bytes.maxValue() : data.max();
    }

    private static void checkRange(Dataset data, ModelSpec spec) {
        Directions.check(data, spec.likelihood());
        if (!spec.bounded() || (data.min() >= 0 && unitMaximum(data) <= 1)) {
            return;
        }
        throw new ElboException(
                "likelihood: " + spec.likelihood() + " needs values in [0, 1] or pixels, got values from " + data.min()
                        + " to " + data.max() + " in " + data.name() + "; use likelihood gaussian:1");
    }

    /** Training rows as the network receives them; under dynamic binarisation they are sampled again in every pass. */
    public Batches trainingBatches(int batchSize) {
        return trainingBatches(split.train(), batchSize);
    }

    /** As {@link #trainingBatches(int)}, for the given rows. */
    public Batches trainingBatches(int[] rows, int batchSize) {
        Dataset source = dynamic ? data : fixed;
        return new Batches(source, rows, batchSize, random -> dynamic ? Encoding.bernoulli(random) : encoding());
    }

    /** The given rows as evaluation uses them: the same values in every pass. */
    public Batches evaluationBatches(int[] rows, int batchSize) {
        return new Batches(fixed, rows, batchSize, random -> encoding());
    }

    /** The given rows with uniform noise as wide as one pixel level, equal for equal random streams. */
    public Batches dequantisedBatches(int[] rows, int batchSize) {
        return new Batches(fixed, rows, batchSize, Encoding::dequantised);
    }

    Encoding encoding() {
        return spec.encoding();
    }
}
