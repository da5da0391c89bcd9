package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;
import dev.elbo.io.ElboException;

/** Which p(z). */
public sealed interface PriorSpec {

    /** N(0, I) for a posterior on R^n, uniform for one on spheres. */
    record Auto() implements PriorSpec {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** This prior made definite, and possible for the posterior. */
    default PriorSpec resolvedFor(PosteriorSpec posterior) {
        boolean spherical = posterior instanceof PosteriorSpec.Spherical;
        if (this instanceof Auto) {
            return spherical ? new Uniform() : new Standard();
        }
        if (spherical && (this instanceof Standard || this instanceof Mixture)) {
            throw new ElboException("prior: " + this + " lives on R^n, but the posterior " + posterior
                    + " on a sphere; use prior uniform or vamp:K");
        }
        if (!spherical && this instanceof Uniform) {
            throw new ElboException("prior: uniform lives on a sphere, but the posterior " + posterior
                    + " on R^n; use prior standard, or a posterior such as vmf:10");
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
                return ":" + Numbers.text(mean) + "," + Numbers.text(stdDev);
            }
        }
    }

    /**
     * The prior that a text asks for.
     *
     * @throws ElboException in one sentence
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
