package dev.elbo.experiment;

/** Which p(x|z). Numbers under different likelihoods are never comparable. */
public sealed interface LikelihoodSpec {

    /** Chosen by the data when they are opened. */
    record Auto() implements LikelihoodSpec {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** Binary pixels. */
    record Bernoulli() implements LikelihoodSpec {
        @Override
        public String toString() {
            return "bernoulli";
        }
    }

    /** 256-level discretised logistic; open tails are the form of the 2018 experiments. */
    record Logistic(boolean closedTails) implements LikelihoodSpec {
        @Override
        public String toString() {
            return closedTails ? "logistic" : "logistic:open";
        }
    }

    /** Gaussian with a fixed standard deviation. */
    record Gaussian(double stdDev) implements LikelihoodSpec {
        @Override
        public String toString() {
            return "gaussian:" + SpecParser.number(stdDev);
        }
    }
}
