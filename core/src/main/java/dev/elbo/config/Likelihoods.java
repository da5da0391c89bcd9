package dev.elbo.config;

import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Option;
import dev.elbo.config.schema.Registry;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.io.ElboException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** All kinds of likelihood, built in or found on the class path. */
public final class Likelihoods {
    private static final int MOST_COMPONENTS = 1000;
    private static final int MOST_COLUMNS = 10_000;

    private static final Registry<LikelihoodKind> ALL = new Registry<>(
            "likelihood",
            List.of(
                    kind(Option.word("auto").help("chosen to suit the data"), match -> new LikelihoodSpec.Auto()),
                    kind(Option.word("bernoulli").help("binary data"), match -> new LikelihoodSpec.Bernoulli()),
                    kind(
                            Option.word("gaussian")
                                    .with(Field.real("SD").moreThan(0))
                                    .help("fixed standard deviation"),
                            match -> new LikelihoodSpec.Gaussian(match.real("SD"))),
                    kind(
                            Option.word("gaussian:shared")
                                    .maybe(Field.real("SD").atLeast(ScaleParameter.LEAST))
                                    .help("one standard deviation, learned by gradient, initially SD"),
                            match -> new LikelihoodSpec.SharedGaussian(
                                    match.has("SD") ? OptionalDouble.of(match.real("SD")) : OptionalDouble.empty())),
                    kind(
                            Option.word("gaussian:optimal").help("one standard deviation, fitted in closed form"),
                            match -> new LikelihoodSpec.CalibratedGaussian(LikelihoodSpec.Spread.OPTIMAL)),
                    kind(
                            Option.word("gaussian:per-image")
                                    .help("one standard deviation per row, fitted in closed form"),
                            match -> new LikelihoodSpec.CalibratedGaussian(LikelihoodSpec.Spread.PER_IMAGE)),
                    kind(
                            Option.word("gaussian:per-column")
                                    .help("one standard deviation per column, learned by gradient"),
                            match -> new LikelihoodSpec.CalibratedGaussian(LikelihoodSpec.Spread.PER_COLUMN)),
                    kind(
                            Option.word("gaussian:per-pixel")
                                    .help("one standard deviation per value, from the decoder"),
                            match -> new LikelihoodSpec.CalibratedGaussian(LikelihoodSpec.Spread.PER_PIXEL)),
                    kind(
                            Option.word("vmf")
                                    .maybe(Field.whole("M", 2, MOST_COLUMNS).unit("columns"))
                                    .help("directions: rows of length 1, or every M columns of length 1"),
                            match -> new LikelihoodSpec.Directional(
                                    match.has("M") ? OptionalInt.of(match.whole("M")) : OptionalInt.empty())),
                    kind(Option.word("student-t").help("heavy tails"), match -> new LikelihoodSpec.StudentT()),
                    kind(
                            Option.word("logistic").maybe(Field.flag("open")).help("256 levels, discretised logistic"),
                            match -> new LikelihoodSpec.Logistic(!match.has("open"))),
                    kind(
                            Option.word("logistic-mixture")
                                    .with(Field.whole("K", 1, MOST_COMPONENTS).unit("components"))
                                    .help("256 levels, mixture of discretised logistics"),
                            match -> new LikelihoodSpec.LogisticMixture(match.whole("K"))),
                    kind(
                            Option.word("categorical").help("256 levels, one probability each"),
                            match -> new LikelihoodSpec.Categorical()),
                    kind(
                            Option.word("bitwise").help("256 levels, eight independent bits"),
                            match -> new LikelihoodSpec.Bitwise())),
            LikelihoodKind.class,
            LikelihoodKind::option);

    private Likelihoods() {}

    private record BuiltIn(Option option, Function<Match, LikelihoodSpec> reader) implements LikelihoodKind {
        @Override
        public LikelihoodSpec read(Match match) {
            return reader.apply(match);
        }
    }

    private static LikelihoodKind kind(Option option, Function<Match, LikelihoodSpec> reader) {
        return new BuiltIn(option, reader);
    }

    /** The syntax of all kinds. */
    public static Form form() {
        return ALL.form();
    }

    /**
     * Parses a likelihood.
     *
     * @throws ElboException in one sentence, if the text is invalid
     */
    public static LikelihoodSpec parse(String text) {
        Match match = ALL.match(text);
        return ALL.kind(match).read(match);
    }
}
