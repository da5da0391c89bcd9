package dev.elbo.config;

import dev.elbo.config.schema.Numbers;
import dev.elbo.likelihoods.BernoulliLikelihood;
import dev.elbo.likelihoods.BitwiseLikelihood;
import dev.elbo.likelihoods.CategoricalLikelihood;
import dev.elbo.likelihoods.DiscretizedLogisticLikelihood;
import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.likelihoods.LogisticMixtureLikelihood;
import dev.elbo.likelihoods.OptimalGaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.likelihoods.PerImageGaussianLikelihood;
import dev.elbo.likelihoods.PerPixelGaussianLikelihood;
import dev.elbo.likelihoods.SharedGaussianLikelihood;
import dev.elbo.likelihoods.StudentTLikelihood;
import dev.elbo.likelihoods.VonMisesFisherLikelihood;
import dev.elbo.networks.Body;
import dev.elbo.tensor.Parameters;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Describes p(x|z). Results under different likelihoods are never comparable. May be implemented outside Elbo, with a
 * {@link LikelihoodKind} that creates it from text.
 */
public interface LikelihoodSpec {

    /** The kind of values that a likelihood is a distribution over. */
    enum Support {
        /** 0 and 1: log-probabilities. */
        BINARY,
        /** 256 levels: log-probabilities. */
        LEVELS,
        /** Real numbers: log-densities, for which bits per dimension are not defined. */
        REAL
    }

    /**
     * The kind of values that this is a distribution over.
     *
     * @throws IllegalStateException for {@link Auto}
     */
    Support support();

    /**
     * Declares the output layer on a decoder.
     *
     * @param decoder (rows, latent) -> (rows, width)
     * @param dataSize number of values in a row of data
     * @param first initial output of the decoder
     */
    Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first);

    /** Whether all rows share a scale that is the same in all contexts. */
    default boolean oneScaleForAllRows() {
        return false;
    }

    /**
     * Whether rows must be on unit spheres, each in so many columns side by side; 0 for rows that need not.
     *
     * @param dataSize number of values in a row of data
     */
    default int sphereColumns(int dataSize) {
        return 0;
    }

    /** To be chosen when the data are opened. */
    record Auto() implements LikelihoodSpec {
        @Override
        public Support support() {
            throw new IllegalStateException("the likelihood has not been chosen yet");
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            throw new IllegalStateException("the likelihood has not been chosen yet");
        }

        @Override
        public String toString() {
            return "auto";
        }
    }

    /** Binary pixels. */
    record Bernoulli() implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.BINARY;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            return BernoulliLikelihood.declare(parameters, decoder, dataSize, first);
        }

        @Override
        public String toString() {
            return "bernoulli";
        }
    }

    /** 256-level discretised logistic; with open tails it is the form of the 2018 experiments. */
    record Logistic(boolean closedTails) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.LEVELS;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            return DiscretizedLogisticLikelihood.declare(parameters, decoder, dataSize, first, closedTails);
        }

        @Override
        public String toString() {
            return closedTails ? "logistic" : "logistic:open";
        }
    }

    /**
     * Directions: von Mises-Fisher on unit spheres.
     *
     * @param columns of each sphere; empty for one sphere in all columns
     */
    record Directional(OptionalInt columns) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public int sphereColumns(int dataSize) {
            return columns.orElse(dataSize);
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            int ambient = sphereColumns(dataSize);
            return VonMisesFisherLikelihood.declare(parameters, decoder, dataSize / ambient, ambient);
        }

        @Override
        public String toString() {
            return "vmf" + (columns.isPresent() ? ":" + columns.getAsInt() : "");
        }
    }

    /** Gaussian with a fixed standard deviation. */
    record Gaussian(double stdDev) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            return GaussianLikelihood.declare(parameters, decoder, dataSize, first, stdDev);
        }

        @Override
        public String toString() {
            return "gaussian:" + Numbers.text(stdDev);
        }
    }

    /**
     * Gaussian with one standard deviation for all pixels of all images, learned by gradient.
     *
     * @param firstStdDev its initial value; empty for the standard deviation of the training rows about their mean row
     */
    record SharedGaussian(OptionalDouble firstStdDev) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            OutputInitialiser start = firstStdDev.isPresent() ? first.withStdDev(firstStdDev.getAsDouble()) : first;
            return SharedGaussianLikelihood.declare(parameters, decoder, dataSize, start);
        }

        @Override
        public String toString() {
            return "gaussian:shared" + (firstStdDev.isPresent() ? ":" + Numbers.text(firstStdDev.getAsDouble()) : "");
        }
    }

    /** Gaussian with standard deviations that are fitted in closed form, learned or predicted by the decoder. */
    record CalibratedGaussian(Spread spread) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            return switch (spread) {
                case OPTIMAL -> OptimalGaussianLikelihood.declare(parameters, decoder, dataSize, first);
                case PER_IMAGE -> PerImageGaussianLikelihood.declare(parameters, decoder, dataSize, first);
                case PER_COLUMN -> SharedGaussianLikelihood.declarePerColumn(parameters, decoder, dataSize, first);
                case PER_PIXEL -> PerPixelGaussianLikelihood.declare(parameters, decoder, dataSize, first);
            };
        }

        @Override
        public boolean oneScaleForAllRows() {
            return spread == Spread.OPTIMAL;
        }

        @Override
        public String toString() {
            return "gaussian:" + spread.word();
        }
    }

    /** What each standard deviation applies to. */
    enum Spread {
        /** All pixels of all images, in closed form: the root mean squared error. */
        OPTIMAL,
        /** Each image, in closed form. */
        PER_IMAGE,
        /** Each column of all rows, learned by gradient. */
        PER_COLUMN,
        /** Each pixel of each image, predicted by the decoder. */
        PER_PIXEL;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Student-t with location, scale and degrees of freedom for each pixel. */
    record StudentT() implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            return StudentTLikelihood.declare(parameters, decoder, dataSize, first);
        }

        @Override
        public String toString() {
            return "student-t";
        }
    }

    /** Categorical distribution over 256 levels. */
    record Categorical() implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.LEVELS;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            return CategoricalLikelihood.declare(parameters, decoder, dataSize);
        }

        @Override
        public String toString() {
            return "categorical";
        }
    }

    /** 256 levels as eight independent bits. */
    record Bitwise() implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.LEVELS;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            return BitwiseLikelihood.declare(parameters, decoder, dataSize);
        }

        @Override
        public String toString() {
            return "bitwise";
        }
    }

    /** Mixture of 256-level discretised logistics, tails closed. */
    record LogisticMixture(int components) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.LEVELS;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            return LogisticMixtureLikelihood.declare(parameters, decoder, dataSize, components);
        }

        @Override
        public String toString() {
            return "logistic-mixture:" + components;
        }
    }
}
