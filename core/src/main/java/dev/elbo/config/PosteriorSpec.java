package dev.elbo.config;

import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;
import dev.elbo.config.schema.Option;
import dev.elbo.config.schema.SettingSchema;
import dev.elbo.io.ElboException;
import dev.elbo.posteriors.FullGaussianFamily;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.PosteriorFamily;
import dev.elbo.posteriors.SphericalFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes the family of q(z|x). */
public sealed interface PosteriorSpec {

    /** K spheres of dimension D. */
    Form SPHERES =
            Form.of(Option.of(Field.whole("D", 1, Setting.Limits.LATENTS - 1).after(""))
                    .maybe(Field.whole("K", 1, Setting.Limits.LATENTS).after("x")));

    /** Number of coordinates of z. */
    int latentSize();

    /**
     * The family of distributions.
     *
     * @throws IllegalStateException for {@link Hierarchical}, which has one family per level
     */
    PosteriorFamily family();

    /** In words; for a sphere both its dimension and the dimension of the ambient space. */
    String describe();

    /** Diagonal Gaussian with log σ² clamped to [minLogVar, maxLogVar]. */
    record Normal(int latentSize, double minLogVar, double maxLogVar) implements PosteriorSpec {
        public static final double MIN_LOG_VAR = -12;
        public static final double MAX_LOG_VAR = 4;

        @Override
        public GaussianFamily family() {
            return new GaussianFamily(latentSize, minLogVar, maxLogVar);
        }

        @Override
        public String describe() {
            return "diagonal Gaussian in " + latentSize + (latentSize == 1 ? " dimension" : " dimensions");
        }

        private String bounds() {
            return minLogVar == MIN_LOG_VAR && maxLogVar == MAX_LOG_VAR
                    ? ""
                    : ":" + Numbers.text(minLogVar) + ".." + Numbers.text(maxLogVar);
        }

        @Override
        public String toString() {
            return "normal:" + latentSize + bounds();
        }
    }

    /** Gaussian with all covariances; log of the squared diagonal of their Cholesky factor in [minLogVar, maxLogVar]. */
    record FullNormal(int latentSize, double minLogVar, double maxLogVar) implements PosteriorSpec {
        @Override
        public FullGaussianFamily family() {
            return new FullGaussianFamily(latentSize, minLogVar, maxLogVar);
        }

        @Override
        public String describe() {
            return "Gaussian with full covariance in " + latentSize + (latentSize == 1 ? " dimension" : " dimensions");
        }

        @Override
        public String toString() {
            return "normal-full:" + latentSize + new Normal(latentSize, minLogVar, maxLogVar).bounds();
        }
    }

    /** Diagonal Gaussians at two levels, z = (z1, z2): q(z2|x) q(z1|x, z2). */
    record Hierarchical(Normal lower, Normal upper) implements PosteriorSpec {
        @Override
        public PosteriorFamily family() {
            throw new IllegalStateException("each of the two levels has its own family");
        }

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

    /** A distribution on a sphere, or on a product of spheres. */
    record Spherical(SphericalFamily family) implements PosteriorSpec {
        public static final double MIN_CONCENTRATION = 1;

        @Override
        public int latentSize() {
            return family.latentSize();
        }

        public List<SphericalFamily.Spheres> factors() {
            return family.factors();
        }

        /** Whether z lies on a single sphere of dimension d. */
        public boolean oneSphere(int d) {
            return factors().size() == 1
                    && factors().get(0).count() == 1
                    && factors().get(0).dimension() == d;
        }

        private String familyName() {
            return switch (family.kind()) {
                case VON_MISES_FISHER -> "von Mises-Fisher";
                case VON_MISES_FISHER_2018 -> "von Mises-Fisher (gradient of 2018)";
                case POWER_SPHERICAL -> "Power Spherical";
            };
        }

        @Override
        public String describe() {
            return familyName() + " on "
                    + factors().stream()
                            .map(f -> (f.count() > 1 ? f.count() + " spheres" : "a sphere") + " of dimension "
                                    + f.dimension() + " (ambient " + f.ambient() + ")")
                            .collect(Collectors.joining(" and "));
        }

        @Override
        public String toString() {
            String name = switch (family.kind()) {
                case VON_MISES_FISHER -> "vmf:";
                case VON_MISES_FISHER_2018 -> "vmf-2018:";
                case POWER_SPHERICAL -> "power-spherical:";
            };
            String spheres = factors().stream()
                    .map(f -> f.dimension() + (f.count() == 1 ? "" : "x" + f.count()))
                    .collect(Collectors.joining(","));
            String least =
                    family.minConcentration() == MIN_CONCENTRATION ? "" : ":" + Numbers.text(family.minConcentration());
            return name + spheres + least;
        }
    }

    /**
     * Parses a posterior family.
     *
     * @throws ElboException in one sentence, if the text is invalid
     */
    static PosteriorSpec parse(String text) {
        return parse(Setting.POSTERIOR, text);
    }

    /** As {@link #parse(String)}, for a setting with another key. */
    static PosteriorSpec parse(SettingSchema setting, String text) {
        Match match = setting.match(text);
        return switch (match.word()) {
            case "normal" -> normal(setting, match, "D");
            case "normal-full" -> full(normal(setting, match, "D"));
            case "hierarchical" -> new Hierarchical(normal(setting, match, "D1"), normal(setting, match, "D2"));
            case "vmf" -> spherical(setting, match, SphericalFamily.Kind.VON_MISES_FISHER);
            case "vmf-2018" -> spherical(setting, match, SphericalFamily.Kind.VON_MISES_FISHER_2018);
            default -> spherical(setting, match, SphericalFamily.Kind.POWER_SPHERICAL);
        };
    }

    private static FullNormal full(Normal sizes) {
        return new FullNormal(sizes.latentSize(), sizes.minLogVar(), sizes.maxLogVar());
    }

    private static Normal normal(SettingSchema setting, Match match, String size) {
        double low = match.real("MIN", Normal.MIN_LOG_VAR);
        double high = match.real("MAX", Normal.MAX_LOG_VAR);
        if (!(low < high)) {
            throw new ElboException(setting.key() + ": the lower bound of log σ² must be below the upper bound, got "
                    + match.text("MIN") + ".." + match.text("MAX"));
        }
        return new Normal(match.whole(size), low, high);
    }

    private static Spherical spherical(SettingSchema setting, Match match, SphericalFamily.Kind kind) {
        List<SphericalFamily.Spheres> factors = new ArrayList<>();
        for (String factor : match.text("D[xK]").split(",", -1)) {
            Match sizes = SPHERES.match(setting.key(), factor.strip());
            factors.add(new SphericalFamily.Spheres(sizes.whole("D"), sizes.has("K") ? sizes.whole("K") : 1));
        }
        double least = match.real("MIN", Spherical.MIN_CONCENTRATION);
        return new Spherical(new SphericalFamily(kind, factors, least));
    }
}
