package dev.elbo.config;

import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The feature space in which the quality of samples is measured. */
public sealed interface FeatureSpec {

    /** The words that are not a file. */
    List<String> WORDS = List.of("auto", "classifier", "pca", "stored");

    /** A classifier if the data have labels of at least two classes, otherwise principal components. */
    record Auto() implements FeatureSpec {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** The last hidden layer of a classifier trained on labelled rows of the data. */
    record Classifier() implements FeatureSpec {
        @Override
        public String toString() {
            return "classifier";
        }
    }

    /** The first principal components of the training rows. */
    record PrincipalComponents() implements FeatureSpec {
        @Override
        public String toString() {
            return "pca";
        }
    }

    /** The values of the rows themselves. */
    record Stored() implements FeatureSpec {
        @Override
        public String toString() {
            return "stored";
        }
    }

    /** The output of the user's TorchScript network. */
    record Network(Path file) implements FeatureSpec {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * Parses a feature space: one of {@link #WORDS}, or a path, which has a dot or a slash.
     *
     * @throws ElboException in one sentence, if the text is neither
     */
    static FeatureSpec parse(String given) {
        String text = given.strip();
        return switch (text) {
            case "auto" -> new Auto();
            case "classifier" -> new Classifier();
            case "pca" -> new PrincipalComponents();
            case "stored" -> new Stored();
            default -> network(text);
        };
    }

    private static FeatureSpec network(String text) {
        boolean path = text.contains(".") || text.contains("/") || text.contains("\\");
        try {
            if (path) {
                return new Network(Path.of(text));
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new ElboException("features: expected classifier, pca, stored or the path of a TorchScript network"
                + " such as FILE.pt, got '" + Shown.text(text) + "'" + Suggestion.phrase(text, WORDS));
    }
}
