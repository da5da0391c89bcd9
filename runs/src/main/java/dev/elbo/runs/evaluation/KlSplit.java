package dev.elbo.runs.evaluation;

import dev.elbo.evaluation.ElboSurgery;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The two parts of the mean KL, nats. Hoffman and Johnson 2016.
 *
 * @param mutualInformationNats between the number of a row and its latent; at most the logarithm of {@code rows}
 * @param marginalKlNats from the aggregate posterior to the prior
 * @param rows the evaluated rows, or as many of them, evenly spaced, as it is computed for
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record KlSplit(
        double mutualInformationNats,
        double mutualInformationStandardError,
        double marginalKlNats,
        double marginalKlStandardError,
        int rows) {

    private static final double NEAR = 0.1;

    /**
     * Whether the mutual information is within a tenth of a nat of its limit: every row has latents of its own, and with
     * more rows nats would move from the marginal KL to the information.
     */
    public boolean atLimit() {
        return mutualInformationNats > Math.log(rows) - NEAR;
    }

    static KlSplit of(ElboSurgery surgery) {
        return new KlSplit(
                surgery.mutualInformation(),
                surgery.mutualInformationError(),
                surgery.marginalKl(),
                surgery.marginalKlError(),
                surgery.rows());
    }
}
