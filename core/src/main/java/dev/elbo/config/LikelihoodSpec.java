package dev.elbo.config;

import java.util.OptionalDouble;

/** Which p(x|z). Numbers under different likelihoods are never comparable. */
public sealed interface LikelihoodSpec {

    /** What values a likelihood is a law of. */
    enum Support {
        /** 0 and 1: log-probabilities. */
        BINARY,
        /** 256 levels: log-probabilities. */
        LEVELS,
        /** Real numbers: log-densities, which have no bits. */
        REAL
    }

    /** What values this is a law of; nothing is known of {@link Auto}. */
    Support support();

    /** Chosen by the data when they are opened. */
    record Auto() implements LikelihoodSpec {
        @Override
        public Support support() {
            throw new IllegalStateException("the likelihood is not chosen yet");
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
        public String toString() {
            return "bernoulli";
        }
    }

    /** 256-level discretised logistic; open tails are the form of the 2018 experiments. */
    record Logistic(boolean closedTails) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.LEVELS;
        }

        @Override
        public String toString() {
            return closedTails ? "logistic" : "logistic:open";
        }
    }

    /** Gaussian with a fixed standard deviation. */
    record Gaussian(double stdDev) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public String toString() {
            return "gaussian:" + SpecParser.number(stdDev);
        }
    }

    /**
     * Gaussian with one standard deviation for all pixels of all images, learned by gradient.
     *
     * @param firstStdDev where it starts; empty for the deviation of the training rows about their mean row
     */
    record SharedGaussian(OptionalDouble firstStdDev) implements LikelihoodSpec {
        static final String WORD = "shared";

        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public String toString() {
            return "gaussian:" + WORD
                    + (firstStdDev.isPresent() ? ":" + SpecParser.number(firstStdDev.getAsDouble()) : "");
        }
    }

    /** Gaussian whose standard deviation is fitted, or given by the decoder. */
    record CalibratedGaussian(Spread spread) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public String toString() {
            return "gaussian:" + spread.word();
        }
    }

    /** What has a standard deviation of its own. */
    enum Spread {
        /** All pixels of all images share one, in closed form: the root mean squared error. */
        OPTIMAL,
        /** Each image, in closed form. */
        PER_IMAGE,
        /** Each pixel of each image, given by the decoder. */
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
        public String toString() {
            return "student-t";
        }
    }

    /** One of 256 levels, each with a probability of its own. */
    record Categorical() implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.LEVELS;
        }

        @Override
        public String toString() {
            return "categorical";
        }
    }

    /** One of 256 levels as eight independent bits. */
    record Bitwise() implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.LEVELS;
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
        public String toString() {
            return "logistic-mixture:" + components;
        }
    }
}
