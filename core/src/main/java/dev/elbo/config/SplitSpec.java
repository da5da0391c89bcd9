package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;

/** How rows are divided into training, validation and test sets. */
public sealed interface SplitSpec {

    /** The official split if the data have one, otherwise 0.8, 0.1, 0.1. */
    record Auto() implements SplitSpec {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** The official split of the data. */
    record Predefined() implements SplitSpec {
        @Override
        public String toString() {
            return "official";
        }
    }

    /** These fractions of the rows in a random order given by the seed. */
    record Fractions(double train, double validation, double test) implements SplitSpec {
        @Override
        public String toString() {
            return Numbers.text(train) + "," + Numbers.text(validation) + "," + Numbers.text(test);
        }
    }

    /**
     * Parses a split.
     *
     * @throws dev.elbo.io.ElboException in one sentence, if the text is invalid
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
