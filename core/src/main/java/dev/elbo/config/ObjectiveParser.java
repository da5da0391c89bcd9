package dev.elbo.config;

import dev.elbo.io.UserException;
import dev.elbo.objectives.BetaRange;
import dev.elbo.objectives.BetaSchedule;
import dev.elbo.objectives.KlTerm;
import dev.elbo.objectives.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The text of {@link Setting#OBJECTIVE} to an {@link Objective} and back. */
final class ObjectiveParser {
    private static final String[] WORDS = {
        "elbo", "beta", "warm-up", "l2", "free-bits", "capacity", "latent-energy", "iwae", "beta-input"
    };

    private double beta = 1;
    private int warmUp;
    private double l2;
    private boolean importanceWeighted;
    private KlTerm kl = new KlTerm.Plain();
    private Optional<BetaRange> betaInput = Optional.empty();

    private ObjectiveParser() {}

    /** @throws UserException in one sentence */
    static Objective parse(String text) {
        ObjectiveParser parser = new ObjectiveParser();
        try {
            for (String item : text.split(",", -1)) {
                parser.read(item.strip(), text);
            }
            return new Objective(
                    new BetaSchedule(parser.beta, parser.warmUp),
                    parser.kl,
                    parser.importanceWeighted,
                    parser.betaInput,
                    parser.l2);
        } catch (IllegalArgumentException e) {
            throw new UserException("objective: " + e.getMessage(), e);
        }
    }

    private void read(String item, String text) {
        String[] parts = SpecParser.split(Setting.OBJECTIVE, item, WORDS);
        boolean word = parts[0].equals("elbo") || parts[0].equals("iwae");
        if (parts.length != (word ? 1 : 2)) {
            throw SpecParser.malformed(Setting.OBJECTIVE, text);
        }
        switch (parts[0]) {
            case "iwae" -> importanceWeighted = true;
            case "beta" -> beta = SpecParser.real(Setting.OBJECTIVE, parts[1]);
            case "warm-up" -> warmUp = SpecParser.whole(Setting.OBJECTIVE, parts[1], 0, Integer.MAX_VALUE);
            case "l2" -> l2 = SpecParser.real(Setting.OBJECTIVE, parts[1]);
            case "free-bits" -> setKl(new KlTerm.FreeBits(SpecParser.real(Setting.OBJECTIVE, parts[1])));
            case "capacity" -> setKl(capacity(parts[1], text));
            case "latent-energy" ->
                setKl(new KlTerm.LatentNormPenalty(
                        SpecParser.word(Setting.OBJECTIVE, parts[1], KlTerm.LatentNormPenalty.Growth.class)));
            case "beta-input" -> betaInput = Optional.of(SpecParser.betaRange(parts[1]));
            default -> {} // elbo, which is all the rest
        }
    }

    private void setKl(KlTerm term) {
        if (!(kl instanceof KlTerm.Plain)) {
            throw new IllegalArgumentException("free-bits, capacity and latent-energy exclude each other");
        }
        kl = term;
    }

    private static KlTerm capacity(String value, String text) {
        String[] parts = value.split("/", -1);
        if (parts.length != 2) {
            throw SpecParser.malformed(Setting.OBJECTIVE, text);
        }
        return new KlTerm.Capacity(
                SpecParser.real(Setting.OBJECTIVE, parts[0]),
                SpecParser.whole(Setting.OBJECTIVE, parts[1], 1, Integer.MAX_VALUE));
    }

    static String text(Objective objective) {
        List<String> parts = new ArrayList<>();
        if (objective.importanceWeighted()) {
            parts.add("iwae");
        }
        if (objective.beta().beta() != 1) {
            parts.add("beta:" + SpecParser.number(objective.beta().beta()));
        }
        objective.betaInput().ifPresent(range -> parts.add("beta-input:" + SpecParser.text(range)));
        if (objective.kl() instanceof KlTerm.FreeBits free) {
            parts.add("free-bits:" + SpecParser.number(free.nats()));
        }
        if (objective.kl() instanceof KlTerm.Capacity capacity) {
            parts.add("capacity:" + SpecParser.number(capacity.nats()) + "/" + capacity.epochs());
        }
        if (objective.kl() instanceof KlTerm.LatentNormPenalty energy) {
            parts.add("latent-energy:" + energy.growth().name().toLowerCase(Locale.ROOT));
        }
        if (objective.beta().warmUpEpochs() != 0) {
            parts.add("warm-up:" + objective.beta().warmUpEpochs());
        }
        if (objective.l2() != 0) {
            parts.add("l2:" + SpecParser.number(objective.l2()));
        }
        return parts.isEmpty() ? "elbo" : String.join(",", parts);
    }
}
