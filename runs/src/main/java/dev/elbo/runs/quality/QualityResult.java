package dev.elbo.runs.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An entry of {@code sample-quality.json}: the quality of samples of a run, beside that of reconstructions and of real
 * rows, all measured against the same reference rows.
 *
 * @param features the kind of feature space: classifier, pca, stored or the file of a network
 * @param featureSpace its name
 * @param featuresDigest of what it was made from; spaces with different digests are different
 * @param coordinates of the feature space
 * @param sampler distribution of the latents
 * @param beta β of a model for a range of them; null for other models
 * @param output whether the rows are each the {@code mean} or a {@code sample} of p(x|z)
 * @param split the set whose rows are the reference
 * @param count rows on each side; every measure depends on it
 * @param samples of the sampler
 * @param reconstructions of other rows of the set, which bounds what any sampler can achieve
 * @param realRows other rows of the set: the best achievable values
 * @param modelSha256 of the model file that was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record QualityResult(
        String features,
        String featureSpace,
        String featuresDigest,
        int coordinates,
        String sampler,
        @Nullable Double beta,
        String output,
        String data,
        String split,
        int count,
        long seed,
        SampleMeasures samples,
        SampleMeasures reconstructions,
        SampleMeasures realRows,
        int neighbours,
        int permutations,
        String kernel,
        String modelSha256) {

    /** What numbers must have in common to be compared: feature space, reference rows and their number. */
    public String comparable() {
        return String.join(
                "|",
                featureSpace,
                featuresDigest,
                split,
                Integer.toString(count),
                Long.toString(seed),
                output,
                "" + beta);
    }

    /** Whether no part is absent, as in a file that was changed. */
    boolean whole() {
        return Stream.of(
                        features,
                        featureSpace,
                        featuresDigest,
                        sampler,
                        output,
                        data,
                        split,
                        samples,
                        reconstructions,
                        realRows,
                        kernel,
                        modelSha256)
                .allMatch(Objects::nonNull);
    }

    /** Whether it is the answer to the same request. */
    private boolean sameRequest(QualityResult other) {
        return comparable().equals(other.comparable()) && sampler.equals(other.sampler);
    }

    /** Notes for readers of the numbers. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (count <= coordinates) {
            notes.add("the Fréchet distance of " + count + " rows in " + coordinates
                    + " coordinates rests on singular covariance matrices; compare it with that of real rows only");
        }
        if (!split.equals("test")) {
            notes.add("the reference is the " + split + " set, which the model or the feature space has seen");
        }
        return notes;
    }

    /** {@code all} with this one in place of an older answer to the same request, and none of another model. */
    List<QualityResult> addedTo(List<QualityResult> all) {
        List<QualityResult> kept = new ArrayList<>(all.stream()
                .filter(other -> other.modelSha256.equals(modelSha256) && !sameRequest(other))
                .toList());
        kept.add(this);
        return kept;
    }
}
