package dev.elbo.config;

import dev.elbo.distributions.ScaleParameter;
import dev.elbo.io.Suggestion;
import dev.elbo.io.UserException;
import dev.elbo.objectives.BetaRange;
import dev.elbo.posteriors.SphericalFamily;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.LearningRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Strings to types, the only place: one method per setting with a form of its own. */
public final class SpecParser {
    private static final int MOST_LATENTS = 65_536;
    private static final int MOST_UNITS = 1_000_000;
    private static final int MOST_COMPONENTS = 1000;
    private static final String[] LIKELIHOODS = {
        "auto", "bernoulli", "gaussian", "student-t", "logistic", "logistic-mixture", "categorical", "bitwise"
    };

    private SpecParser() {}

    public static PosteriorSpec posterior(String text) {
        String[] parts = split(Setting.POSTERIOR, text, "normal", "hierarchical", "vmf", "power-spherical");
        if (parts.length < 2 || parts.length > 3) {
            throw malformed(Setting.POSTERIOR, text);
        }
        switch (parts[0]) {
            case "normal":
                return normal(text, parts, parts[1]);
            case "hierarchical":
                String[] sizes = parts[1].split(",", -1);
                if (sizes.length != 2) {
                    throw malformed(Setting.POSTERIOR, text);
                }
                return new PosteriorSpec.Hierarchical(normal(text, parts, sizes[0]), normal(text, parts, sizes[1]));
            default:
                return spherical(parts);
        }
    }

    private static PosteriorSpec.Normal normal(String text, String[] parts, String size) {
        int latent = whole(Setting.POSTERIOR, size, 1, MOST_LATENTS);
        if (parts.length == 2) {
            return new PosteriorSpec.Normal(latent, PosteriorSpec.Normal.MIN_LOG_VAR, PosteriorSpec.Normal.MAX_LOG_VAR);
        }
        String[] bounds = parts[2].split("\\.\\.", -1);
        if (bounds.length != 2) {
            throw malformed(Setting.POSTERIOR, text);
        }
        double low = real(Setting.POSTERIOR, bounds[0]);
        double high = real(Setting.POSTERIOR, bounds[1]);
        if (!(low < high)) {
            throw new UserException("posterior: the lower bound of log σ² must be below the upper, got " + parts[2]);
        }
        return new PosteriorSpec.Normal(latent, low, high);
    }

    private static PosteriorSpec spherical(String[] parts) {
        List<SphericalFamily.Spheres> factors = new ArrayList<>();
        for (String factor : parts[1].split(",", -1)) {
            String[] sizes = factor.strip().split("x", 2);
            factors.add(new SphericalFamily.Spheres(
                    whole(Setting.POSTERIOR, sizes[0], 1, MOST_LATENTS - 1),
                    sizes.length == 1 ? 1 : whole(Setting.POSTERIOR, sizes[1], 1, MOST_LATENTS)));
        }
        double least =
                parts.length == 2 ? PosteriorSpec.Spherical.MIN_CONCENTRATION : real(Setting.POSTERIOR, parts[2]);
        if (!(least >= 0)) {
            throw new UserException("posterior: the least concentration must be >= 0, got " + parts[2]);
        }
        SphericalFamily.Kind law =
                parts[0].equals("vmf") ? SphericalFamily.Kind.VON_MISES_FISHER : SphericalFamily.Kind.POWER_SPHERICAL;
        return new PosteriorSpec.Spherical(new SphericalFamily(law, factors, least));
    }

    public static PriorSpec prior(String text) {
        String[] parts = split(Setting.PRIOR, text, "auto", "standard", "uniform", "mixture", "vamp");
        if (parts[0].equals("auto") && parts.length == 1) {
            return new PriorSpec.Auto();
        }
        if (parts[0].equals("uniform") && parts.length == 1) {
            return new PriorSpec.Uniform();
        }
        if (parts[0].equals("standard") && parts.length == 1) {
            return new PriorSpec.Standard();
        }
        if (parts[0].equals("mixture") && parts.length == 2) {
            return new PriorSpec.Mixture(whole(Setting.PRIOR, parts[1], 1, MOST_UNITS));
        }
        if (parts[0].equals("vamp") && (parts.length == 2 || parts.length == 3)) {
            int components = whole(Setting.PRIOR, parts[1], 1, MOST_UNITS);
            return new PriorSpec.Vamp(components, pseudoInputs(text, parts));
        }
        throw malformed(Setting.PRIOR, text);
    }

    private static PriorSpec.PseudoInputs pseudoInputs(String text, String[] parts) {
        if (parts.length == 2 || parts[2].equals("data")) {
            return new PriorSpec.PseudoInputs.FromData();
        }
        String[] normal = parts[2].split(",", -1);
        if (normal.length != 2) {
            throw malformed(Setting.PRIOR, text);
        }
        double stdDev = real(Setting.PRIOR, normal[1]);
        if (!(stdDev >= 0)) {
            throw new UserException(
                    "prior: the standard deviation of the pseudo-inputs must be >= 0, got " + normal[1]);
        }
        return new PriorSpec.PseudoInputs.Noise(real(Setting.PRIOR, normal[0]), stdDev);
    }

    public static LikelihoodSpec likelihood(String text) {
        String[] parts = split(Setting.LIKELIHOOD, text, LIKELIHOODS);
        if (parts[0].equals("gaussian") && parts.length > 1 && parts[1].equals(LikelihoodSpec.SharedGaussian.WORD)) {
            return sharedGaussian(text, parts);
        }
        if (parts[0].equals("gaussian")
                && parts.length == 2
                && !parts[1].isEmpty()
                && Character.isLetter(parts[1].charAt(0))) {
            return new LikelihoodSpec.CalibratedGaussian(spread(parts[1]));
        }
        if (parts[0].equals("logistic-mixture") && parts.length == 2) {
            return new LikelihoodSpec.LogisticMixture(whole(Setting.LIKELIHOOD, parts[1], 1, MOST_COMPONENTS));
        }
        if (parts.length == 1) {
            switch (parts[0]) {
                case "student-t":
                    return new LikelihoodSpec.StudentT();
                case "categorical":
                    return new LikelihoodSpec.Categorical();
                case "bitwise":
                    return new LikelihoodSpec.Bitwise();
                default: // below
            }
        }
        if (parts[0].equals("auto") && parts.length == 1) {
            return new LikelihoodSpec.Auto();
        }
        if (parts[0].equals("bernoulli") && parts.length == 1) {
            return new LikelihoodSpec.Bernoulli();
        }
        if (parts[0].equals("gaussian") && parts.length == 2) {
            return new LikelihoodSpec.Gaussian(stdDev(parts[1]));
        }
        if (parts[0].equals("logistic") && parts.length == 1) {
            return new LikelihoodSpec.Logistic(true);
        }
        if (parts[0].equals("logistic") && parts.length == 2 && parts[1].equals("open")) {
            return new LikelihoodSpec.Logistic(false);
        }
        throw malformed(Setting.LIKELIHOOD, text);
    }

    private static LikelihoodSpec sharedGaussian(String text, String[] parts) {
        return switch (parts.length) {
            case 2 -> new LikelihoodSpec.SharedGaussian(OptionalDouble.empty());
            case 3 -> new LikelihoodSpec.SharedGaussian(OptionalDouble.of(firstStdDev(parts[2])));
            default -> throw malformed(Setting.LIKELIHOOD, text);
        };
    }

    private static double firstStdDev(String text) {
        double stdDev = real(Setting.LIKELIHOOD, text);
        if (!(stdDev >= ScaleParameter.LEAST)) {
            throw new UserException("likelihood: a learned standard deviation starts at " + ScaleParameter.LEAST
                    + " or above, got " + text);
        }
        return stdDev;
    }

    private static double stdDev(String text) {
        double stdDev = real(Setting.LIKELIHOOD, text);
        if (!(stdDev > 0)) {
            throw new UserException("likelihood: the standard deviation must be > 0, got " + text);
        }
        return stdDev;
    }

    private static LikelihoodSpec.Spread spread(String word) {
        for (LikelihoodSpec.Spread spread : LikelihoodSpec.Spread.values()) {
            if (spread.word().equals(word)) {
                return spread;
            }
        }
        List<String> words = Stream.concat(
                        Stream.of(LikelihoodSpec.SharedGaussian.WORD),
                        Arrays.stream(LikelihoodSpec.Spread.values()).map(LikelihoodSpec.Spread::word))
                .toList();
        throw new UserException("likelihood: expected gaussian:SD with a number, or gaussian:" + String.join("|", words)
                + ", got 'gaussian:" + word + "'" + Suggestion.phrase(word, words));
    }

    public static NetworkSpec network(String text) {
        NetworkSpec.Kind[] kinds = NetworkSpec.Kind.values();
        String[] words = Arrays.stream(kinds).map(NetworkSpec.Kind::word).toArray(String[]::new);
        String[] parts = split(Setting.NETWORK, text, words);
        NetworkSpec.Kind kind = kinds[List.of(words).indexOf(parts[0])];
        if (parts.length == 1 && kind.convolutional()) {
            return new NetworkSpec(kind, NetworkSpec.CHANNELS);
        }
        if (parts.length != 2) {
            throw malformed(Setting.NETWORK, text);
        }
        List<Integer> widths = new ArrayList<>();
        for (String width : parts[1].split(",", -1)) {
            widths.add(whole(Setting.NETWORK, width.strip(), 1, MOST_UNITS));
        }
        return new NetworkSpec(kind, widths);
    }

    public static BetaRange betaRange(String text) {
        String[] ends = text.split("\\.\\.", -1);
        if (ends.length != 2) {
            throw malformed(Setting.OBJECTIVE, text);
        }
        try {
            return new BetaRange(real(Setting.OBJECTIVE, ends[0]), real(Setting.OBJECTIVE, ends[1]));
        } catch (IllegalArgumentException e) {
            throw new UserException("objective: " + e.getMessage(), e);
        }
    }

    public static String text(BetaRange range) {
        return number(range.low()) + ".." + number(range.high());
    }

    static LearningRate learningRate(String text) {
        String[] parts = text.split("[:/]", -1);
        if (parts.length != 1 && parts.length != 3) {
            throw malformed(Setting.LEARNING_RATE, text);
        }
        try {
            double rate = real(Setting.LEARNING_RATE, parts[0]);
            return parts.length == 1
                    ? LearningRate.constant(rate)
                    : new LearningRate(
                            rate,
                            real(Setting.LEARNING_RATE, parts[1]),
                            whole(Setting.LEARNING_RATE, parts[2], 1, Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw new UserException("learning-rate: " + e.getMessage(), e);
        }
    }

    public static String text(LearningRate rate) {
        String schedule = rate.everyEpochs() == 0 ? "" : ":" + number(rate.factor()) + "/" + rate.everyEpochs();
        return number(rate.initial()) + schedule;
    }

    static AdamConfig optimizer(String text) {
        String[] parts = split(Setting.OPTIMIZER, text, "adam", "adam-normalised");
        if (parts.length != 1) {
            throw malformed(Setting.OPTIMIZER, text);
        }
        return parts[0].equals("adam") ? AdamConfig.PAPER : AdamConfig.NORMALISED;
    }

    static SplitSpec split(String text) {
        if (text.equals("auto")) {
            return new SplitSpec.Auto();
        }
        if (text.equals("official")) {
            return new SplitSpec.Official();
        }
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw malformed(Setting.SPLIT, text);
        }
        return new SplitSpec.Fractions(
                real(Setting.SPLIT, parts[0]), real(Setting.SPLIT, parts[1]), real(Setting.SPLIT, parts[2]));
    }

    /** One of a few words. */
    static <E extends Enum<E>> E word(Setting setting, String text, Class<E> choices) {
        List<String> words = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            String word = choice.name().toLowerCase(java.util.Locale.ROOT);
            if (word.equals(text)) {
                return choice;
            }
            words.add(word);
        }
        throw unknown(setting, text, words);
    }

    static int whole(Setting setting, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, with the bounds
        }
        String bounds = most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
        throw new UserException(setting.key() + ": expected " + setting.form() + " with a whole number " + bounds
                + ", got '" + text + "'");
    }

    static double real(Setting setting, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, with the form
        }
        throw new UserException(
                setting.key() + ": expected " + setting.form() + " with a finite number, got '" + text + "'");
    }

    /** The shortest text that reads back as the same number. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static String[] split(Setting setting, String text, String... names) {
        String[] parts = text.split(":", -1);
        if (!List.of(names).contains(parts[0])) {
            throw unknown(setting, parts[0], List.of(names));
        }
        return parts;
    }

    private static UserException unknown(Setting setting, String got, List<String> names) {
        return new UserException(
                setting.key() + ": expected " + setting.form() + ", got '" + got + "'" + Suggestion.phrase(got, names));
    }

    static UserException malformed(Setting setting, String text) {
        return new UserException(setting.key() + ": expected " + setting.form() + ", got '" + text + "'");
    }
}
