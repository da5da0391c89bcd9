package dev.elbo.runs.quality;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.elbo.samplequality.SampleQuality;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How far some rows are from as many reference rows.
 *
 * @param frechet Fréchet distance, which depends on the number of rows
 * @param mmd unbiased MMD²
 * @param mmdPValue for the hypothesis that both come from the same distribution
 * @param precision share of the rows in the support of the reference
 * @param recall share of the reference in the support of the rows
 * @param density as precision, counted by overlapping balls; may exceed 1
 * @param coverage share of the reference with a row nearby
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SampleMeasures(
        double frechet,
        double mmd,
        @JsonProperty("mmd_p_value") double mmdPValue,
        double precision,
        double recall,
        double density,
        double coverage) {

    static SampleMeasures of(SampleQuality quality) {
        return new SampleMeasures(
                quality.frechet(),
                quality.mmd(),
                quality.mmdPValue(),
                quality.precision(),
                quality.recall(),
                quality.density(),
                quality.coverage());
    }
}
