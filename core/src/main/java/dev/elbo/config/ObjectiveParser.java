package dev.elbo.config;

import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;
import dev.elbo.config.schema.Option;
import dev.elbo.config.schema.Words;
import dev.elbo.io.ElboException;
import dev.elbo.objectives.BetaRange;
import dev.elbo.objectives.BetaSchedule;
import dev.elbo.objectives.KlTerm;
import dev.elbo.objectives.Objective;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Converts the text of {@link Setting#OBJECTIVE} to an {@link Objective} and back. */
public final class ObjectiveParser {
    private double beta = 1;
    private int warmUp;
    private double l2;
    private boolean importanceWeighted;
    private KlTerm kl = new KlTerm.Plain();
    private Optional<BetaRange> betaInput = Optional.empty();

    private ObjectiveParser() {}

    /** @throws ElboException in one sentence, if the text is invalid */
    static Objective parse(String text) {
        ObjectiveParser parser = new ObjectiveParser();
        try {
            Set<String> words = new HashSet<>();
            for (String item : text.split(",", -1)) {
                Match match = Setting.OBJECTIVE.match(item);
                if (!words.add(match.word())) {
                    throw new ElboException("objective: '" + match.word() + "' is given twice; expected it once");
                }
                parser.read(match);
            }
            return new Objective(
                    new BetaSchedule(parser.beta, parser.warmUp),
                    parser.kl,
                    parser.importanceWeighted,
                    parser.betaInput,
                    parser.l2);
        } catch (IllegalArgumentException e) {
            throw new ElboException("objective: " + e.getMessage(), e);
        }
    }

    private void read(Match match) {
        switch (match.word()) {
            case "iwae" -> importanceWeighted = true;
            case "beta" -> beta = match.real("B");
            case "warm-up" -> warmUp = match.whole("EPOCHS");
            case "l2" -> l2 = match.real("LAMBDA");
            case "free-bits" -> setKl(new KlTerm.FreeBits(match.real("NATS")));
            case "capacity" -> setKl(new KlTerm.Capacity(match.real("NATS"), match.whole("EPOCHS")));
            case "latent-energy" -> setKl(new KlTerm.LatentNormPenalty(growth(match.text("linear|saturating|log"))));
            case "beta-input" -> betaInput = Optional.of(new BetaRange(match.real("LO"), match.real("HI")));
            default -> {} // elbo, the default of everything above
        }
    }

    private static KlTerm.LatentNormPenalty.Growth growth(String word) {
        return Words.parse(Setting.OBJECTIVE, word, KlTerm.LatentNormPenalty.Growth.class);
    }

    private void setKl(KlTerm term) {
        if (!(kl instanceof KlTerm.Plain)) {
            throw new IllegalArgumentException("free-bits, capacity and latent-energy cannot be combined");
        }
        kl = term;
    }

    static String text(Objective objective) {
        List<String> parts = new ArrayList<>();
        if (objective.importanceWeighted()) {
            parts.add("iwae");
        }
        if (objective.beta().beta() != 1) {
            parts.add("beta:" + Numbers.text(objective.beta().beta()));
        }
        objective.betaInput().ifPresent(range -> parts.add("beta-input:" + text(range)));
        if (objective.kl() instanceof KlTerm.FreeBits free) {
            parts.add("free-bits:" + Numbers.text(free.nats()));
        }
        if (objective.kl() instanceof KlTerm.Capacity capacity) {
            parts.add("capacity:" + Numbers.text(capacity.nats()) + "/" + capacity.epochs());
        }
        if (objective.kl() instanceof KlTerm.LatentNormPenalty energy) {
            parts.add("latent-energy:" + energy.growth().name().toLowerCase(Locale.ROOT));
        }
        if (objective.beta().warmUpEpochs() != 0) {
            parts.add("warm-up:" + objective.beta().warmUpEpochs());
        }
        if (objective.l2() != 0) {
            parts.add("l2:" + Numbers.text(objective.l2()));
        }
        return parts.isEmpty() ? "elbo" : String.join(",", parts);
    }

    /**
     * Parses a range of beta, such as {@code 0.1..10}.
     *
     * @throws ElboException in one sentence, if the text is invalid
     */
    public static BetaRange betaRange(String text) {
        Match match = Form.of(
                        Option.of(Field.real("LO").after(""), Field.real("HI").after("..")))
                .match("beta-input", text);
        try {
            return new BetaRange(match.real("LO"), match.real("HI"));
        } catch (IllegalArgumentException e) {
            throw new ElboException("beta-input: " + e.getMessage(), e);
        }
    }

    /** A range of beta as text, such as {@code 0.1..10}. */
    public static String text(BetaRange range) {
        return Numbers.text(range.low()) + ".." + Numbers.text(range.high());
    }
}
