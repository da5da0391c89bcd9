package dev.elbo.runs.evaluation;

import dev.elbo.config.schema.Numbers;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.evaluation.ScaleStatistics;
import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The scale of a density p(x|z), in units of the encoded data.
 *
 * @param frozen the scale as trained, under which everything was measured; the geometric mean if there are several
 * @param recomputed root mean squared error on the evaluated rows: the σ that would fit them best, which no bound may
 *     use
 * @param shareAtFloor fraction of the scales that are at their lower bound, {@link ScaleParameter#LEAST}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FittedScale(double frozen, double recomputed, double shareAtFloor) {

    public static FittedScale of(ScaleStatistics statistics) {
        return new FittedScale(statistics.frozen(), statistics.recomputed(), statistics.shareAtFloor());
    }

    /** A warning for users if some scales are at their lower bound, otherwise empty. */
    public String warning() {
        return shareAtFloor == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%s at the lower bound of %s: those values are reproduced exactly, and only the bound"
                                + " keeps their log-density finite, so it says nothing about the quality of the"
                                + " model; use a likelihood of 256 levels, or fix the scale with likelihood"
                                + " gaussian:SD.",
                        shareAtFloor >= 0.9995
                                ? "The scale of p(x|z) is"
                                : String.format(Locale.ROOT, "%.1f %% of the scales of p(x|z) are", 100 * shareAtFloor),
                        Numbers.text(ScaleParameter.LEAST));
    }
}
