package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;
import dev.elbo.io.ElboException;

/** Describes p(z). */
public sealed interface PriorSpec {

    /** N(0, I) for a posterior on R^n, uniform for a posterior on spheres. */
    record Auto() implements PriorSpec {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /**
     * This prior with {@link Auto} replaced by the default for the posterior.
     *
     * @throws ElboException if the prior and the posterior are on different spaces
     */
    default PriorSpec resolvedFor(PosteriorSpec posterior) {
        boolean spherical = posterior instanceof PosteriorSpec.Spherical;
        if (this instanceof Auto) {
            return spherical ? new Uniform() : new Standard();
        }
        if (spherical && (this instanceof Standard || this instanceof Mixture)) {
            throw new ElboException("prior: " + this + " is a distribution on R^n, but the posterior " + posterior
                    + " is on a sphere; use prior uniform or vamp:K");
        }
        if (!spherical && this instanceof Uniform) {
            throw new ElboException("prior: uniform is a distribution on a sphere, but the posterior " + posterior
                    + " is on R^n; use prior standard, or a posterior such as vmf:10");
        }
        return this;
    }

    /** Uniform on the sphere or spheres of the posterior. */
    record Uniform() implements PriorSpec {
        @Override
        public String toString() {
            return "uniform";
        }
    }

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

    /** VampPrior: a mixture of the posteriors of learned pseudo-inputs. */
    record Vamp(int components, PseudoInputs start) implements PriorSpec {
        @Override
        public String toString() {
            return "vamp:" + components + start;
        }
    }

    /** How pseudo-inputs are initialised. */
    sealed interface PseudoInputs {
        /**
         * With training rows, pulled slightly inside the data range; values are clamped to the range after every step.
         */
        record FromData() implements PseudoInputs {
            @Override
            public String toString() {
                return "";
            }
        }

        /** With independent normal values, which may leave the data range, as in the 2018 experiments. */
        record Noise(double mean, double stdDev) implements PseudoInputs {
            @Override
            public String toString() {
                return ":" + Numbers.text(mean) + "," + Numbers.text(stdDev);
            }
        }
    }

    /**
     * Parses a prior.
     *
     * @throws ElboException in one sentence, if the text is invalid
     */
    static PriorSpec parse(String text) {
        Match match = Setting.PRIOR.match(text);
        return switch (match.word()) {
            case "auto" -> new Auto();
            case "standard" -> new Standard();
            case "uniform" -> new Uniform();
            case "mixture" -> new Mixture(match.whole("K"));
            default ->
                new Vamp(
                        match.whole("K"),
                        match.has("SD")
                                ? new PseudoInputs.Noise(match.real("MEAN"), match.real("SD"))
                                : new PseudoInputs.FromData());
        };
    }
}
