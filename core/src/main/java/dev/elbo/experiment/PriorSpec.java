package dev.elbo.experiment;

/** Which p(z). */
public sealed interface PriorSpec {

    /** N(0, I). */
    record Standard() implements PriorSpec {
        @Override
        public String toString() {
            return "standard";
        }
    }

    /** Learned mixture of diagonal Gaussians. */
    record Mixture(int components) implements PriorSpec {
        @Override
        public String toString() {
            return "mixture:" + components;
        }
    }

    /** Variational mixture of posteriors. */
    record Vamp(int components, PseudoInputs start) implements PriorSpec {
        @Override
        public String toString() {
            return "vamp:" + components + start;
        }
    }

    /** Where pseudo-inputs start. */
    sealed interface PseudoInputs {
        /** At training rows, pulled a little inside the data range; values are brought back to it after every step. */
        record FromData() implements PseudoInputs {
            @Override
            public String toString() {
                return "";
            }
        }

        /** At independent normal values; a value that leaves the data range stays out, as in the 2018 experiments. */
        record Noise(double mean, double stdDev) implements PseudoInputs {
            @Override
            public String toString() {
                return ":" + SpecParser.number(mean) + "," + SpecParser.number(stdDev);
            }
        }
    }
}
