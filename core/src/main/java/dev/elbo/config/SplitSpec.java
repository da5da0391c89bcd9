package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;

/** How rows become training, validation and test set. */
public sealed interface SplitSpec {

    /** The data's own split where it has one, else 0.8, 0.1, 0.1. */
    record Auto() implements SplitSpec {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** The data's own split. */
    record Predefined() implements SplitSpec {
        @Override
        public String toString() {
            return "official";
        }
    }

    /** Seeded shuffle, then these shares. */
    record Fractions(double train, double validation, double test) implements SplitSpec {
        @Override
        public String toString() {
            return Numbers.text(train) + "," + Numbers.text(validation) + "," + Numbers.text(test);
        }
    }

    /**
     * The split that a text asks for.
     *
     * @throws dev.elbo.io.ElboException in one sentence
     */
    static SplitSpec parse(String text) {
        Match match = Setting.SPLIT.match(text);
        return switch (match.word()) {
            case "auto" -> new Auto();
            case "official" -> new Predefined();
            default -> new Fractions(match.real("TRAIN"), match.real("VAL"), match.real("TEST"));
        };
    }
}
