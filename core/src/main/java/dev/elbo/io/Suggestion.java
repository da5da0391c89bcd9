package dev.elbo.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known name that a misspelt one was probably meant to be. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * The most similar candidate, if it is at most two edits away and these are fewer than half its letters; or a
     * candidate of which {@code typed} is the beginning.
     */
    public static Optional<String> of(String typed, Collection<String> candidates) {
        String word = typed.toLowerCase(Locale.ROOT);
        Optional<String> begun = candidates.stream()
                .filter(candidate -> word.length() >= 3 && candidate.startsWith(word))
                .findFirst();
        return begun.or(() -> candidates.stream()
                .filter(candidate -> edits(word, candidate) <= Math.min(2, (candidate.length() - 1) / 2))
                .min(Comparator.comparingInt(candidate -> edits(word, candidate))));
    }

    /** "; did you mean 'mnist'?", or nothing if no candidate is similar. */
    public static String phrase(String typed, Collection<String> candidates) {
        return of(typed, candidates)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }

    /**
     * Number of insertions, deletions, substitutions and transpositions of neighbours (optimal string alignment
     * distance).
     */
    static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
