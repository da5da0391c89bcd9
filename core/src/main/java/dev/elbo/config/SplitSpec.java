package dev.elbo.config;

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
    record Official() implements SplitSpec {
        @Override
        public String toString() {
            return "official";
        }
    }

    /** Seeded shuffle, then these shares. */
    record Fractions(double train, double validation, double test) implements SplitSpec {
        @Override
        public String toString() {
            return SpecParser.number(train) + "," + SpecParser.number(validation) + "," + SpecParser.number(test);
        }
    }
}
