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
import dev.elbo.objectives.Corruption;
import dev.elbo.objectives.Growth;
import dev.elbo.objectives.KlTerm;
import dev.elbo.objectives.Objective;
import dev.elbo.objectives.PriorMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Converts the text of {@link Setting#OBJECTIVE} to an {@link Objective} and back. */
public final class ObjectiveParser {
    private double beta = 1;
    private int warmUp;
    private double l2;
    private boolean importanceWeighted;
    private KlTerm kl = new KlTerm.Plain();
    private Growth error = Growth.LINEAR;
    private Optional<PriorMatch> match = Optional.empty();
    private Corruption corruption = Corruption.NONE;
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
            return parser.objective();
        } catch (IllegalArgumentException e) {
            throw new ElboException("objective: " + e.getMessage(), e);
        }
    }

    private Objective objective() {
        boolean replaced = match.isPresent() && kl instanceof KlTerm.Plain;
        return new Objective(
                new BetaSchedule(beta, warmUp),
                replaced ? new KlTerm.None() : kl,
                error,
                match,
                corruption,
                importanceWeighted,
                betaInput,
                l2);
    }

    private void read(Match item) {
        switch (item.word()) {
            case "iwae" -> importanceWeighted = true;
            case "beta" -> beta = item.real("B");
            case "warm-up" -> warmUp = item.whole("EPOCHS");
            case "l2" -> l2 = item.real("LAMBDA");
            case "free-bits" -> setKl(new KlTerm.FreeBits(item.real("NATS")));
            case "capacity" -> setKl(new KlTerm.Capacity(item.real("NATS"), item.whole("EPOCHS")));
            case "latent-energy" -> setLatentEnergy(item.text("H[/G]").split("/", 2));
            case "wae" -> setMatch(new PriorMatch.Discrepancy(item.real("LAMBDA")));
            case "aae" -> setMatch(new PriorMatch.Adversarial(item.real("LAMBDA", 1)));
            case "denoise" -> setCorruption(new Corruption.Noise(item.real("SD")));
            case "denoise-mask" -> setCorruption(new Corruption.Masking(item.real("P")));
            case "beta-input" -> betaInput = Optional.of(new BetaRange(item.real("LO"), item.real("HI")));
            default -> {} // elbo, the default of everything above
        }
    }

    private void setLatentEnergy(String[] words) {
        setKl(new KlTerm.LatentNormPenalty(growth(words[0])));
        error = words.length == 1 ? Growth.LINEAR : growth(words[1]);
    }

    private static Growth growth(String word) {
        return Words.parse(
                "objective: latent-energy:H[/G]: expected linear, saturating or log for H and G",
                word.strip(),
                Growth.class);
    }

    private void setKl(KlTerm term) {
        if (!(kl instanceof KlTerm.Plain)) {
            throw new IllegalArgumentException("free-bits, capacity and latent-energy cannot be combined");
        }
        kl = term;
    }

    private void setMatch(PriorMatch other) {
        if (match.isPresent()) {
            throw new IllegalArgumentException("wae and aae cannot be combined");
        }
        match = Optional.of(other);
    }

    private void setCorruption(Corruption other) {
        if (!corruption.equals(Corruption.NONE)) {
            throw new IllegalArgumentException("denoise and denoise-mask cannot be combined");
        }
        corruption = other;
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
            String ofError = objective.error() == Growth.LINEAR ? "" : "/" + Words.text(objective.error());
            parts.add("latent-energy:" + Words.text(energy.growth()) + ofError);
        }
        objective.match().ifPresent(match -> parts.add(text(match)));
        if (objective.corruption() instanceof Corruption.Noise noise) {
            parts.add("denoise:" + Numbers.text(noise.stdDev()));
        }
        if (objective.corruption() instanceof Corruption.Masking masking) {
            parts.add("denoise-mask:" + Numbers.text(masking.probability()));
        }
        if (objective.beta().warmUpEpochs() != 0) {
            parts.add("warm-up:" + objective.beta().warmUpEpochs());
        }
        if (objective.l2() != 0) {
            parts.add("l2:" + Numbers.text(objective.l2()));
        }
        return parts.isEmpty() ? "elbo" : String.join(",", parts);
    }

    private static String text(PriorMatch match) {
        if (match instanceof PriorMatch.Adversarial) {
            return match.lambda() == 1 ? "aae" : "aae:" + Numbers.text(match.lambda());
        }
        return "wae:" + Numbers.text(match.lambda());
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
