package dev.elbo.config;

import dev.elbo.posteriors.SphericalFamily;
import java.util.List;
import java.util.stream.Collectors;

/** Which family q(z|x) belongs to. */
public sealed interface PosteriorSpec {

    /** Coordinates of z. */
    int latentSize();

    /** In words, with the dimension of a sphere and its ambient dimension apart. */
    String describe();

    /** Diagonal Gaussian with log σ² held inside [minLogVar, maxLogVar]. */
    record Normal(int latentSize, double minLogVar, double maxLogVar) implements PosteriorSpec {
        public static final double MIN_LOG_VAR = -12;
        public static final double MAX_LOG_VAR = 4;

        @Override
        public String describe() {
            return "diagonal Gaussian in " + latentSize + (latentSize == 1 ? " dimension" : " dimensions");
        }

        private String bounds() {
            return minLogVar == MIN_LOG_VAR && maxLogVar == MAX_LOG_VAR
                    ? ""
                    : ":" + SpecParser.number(minLogVar) + ".." + SpecParser.number(maxLogVar);
        }

        @Override
        public String toString() {
            return "normal:" + latentSize + bounds();
        }
    }

    /** Diagonal Gaussians on two levels, z = (z1, z2): q(z2|x) q(z1|x, z2). */
    record Hierarchical(Normal lower, Normal upper) implements PosteriorSpec {
        @Override
        public int latentSize() {
            return lower.latentSize() + upper.latentSize();
        }

        @Override
        public String describe() {
            return "two levels, " + lower.describe() + " given one in " + upper.latentSize();
        }

        @Override
        public String toString() {
            return "hierarchical:" + lower.latentSize() + "," + upper.latentSize() + upper.bounds();
        }
    }

    /** A law on a sphere, or on several side by side. */
    record Spherical(SphericalFamily family) implements PosteriorSpec {
        public static final double MIN_CONCENTRATION = 1;

        @Override
        public int latentSize() {
            return family.latentSize();
        }

        public List<SphericalFamily.Spheres> factors() {
            return family.factors();
        }

        /** Whether z is on one sphere of dimension d. */
        public boolean oneSphere(int d) {
            return factors().size() == 1
                    && factors().get(0).count() == 1
                    && factors().get(0).dimension() == d;
        }

        private String lawName() {
            return family.kind() == SphericalFamily.Kind.VON_MISES_FISHER ? "von Mises-Fisher" : "Power Spherical";
        }

        @Override
        public String describe() {
            return lawName() + " on "
                    + factors().stream()
                            .map(f -> (f.count() > 1 ? f.count() + " spheres" : "a sphere") + " of dimension "
                                    + f.dimension() + " (ambient " + f.ambient() + ")")
                            .collect(Collectors.joining(" and "));
        }

        @Override
        public String toString() {
            String name = family.kind() == SphericalFamily.Kind.VON_MISES_FISHER ? "vmf:" : "power-spherical:";
            String spheres = factors().stream()
                    .map(f -> f.dimension() + (f.count() == 1 ? "" : "x" + f.count()))
                    .collect(Collectors.joining(","));
            String least = family.minConcentration() == MIN_CONCENTRATION
                    ? ""
                    : ":" + SpecParser.number(family.minConcentration());
            return name + spheres + least;
        }
    }
}
