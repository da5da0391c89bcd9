package dev.elbo.runs;

import dev.elbo.config.schema.Numbers;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.evaluation.ScaleStatistics;
import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The scale of a density p(x|z), in units of what the network sees.
 *
 * @param frozen as training left it: what every number here was measured with; a geometric mean where there are many
 * @param recomputed root mean squared error of the rows measured: the σ that would suit them best, and which no bound
 *     may use
 * @param shareAtFloor share of the scales that stand on the floor of {@link ScaleParameter#LEAST}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FittedScale(double frozen, double recomputed, double shareAtFloor) {

    static FittedScale of(ScaleStatistics statistics) {
        return new FittedScale(statistics.frozen(), statistics.recomputed(), statistics.shareAtFloor());
    }

    /** For people, where the floor holds a scale up; empty where it does not. */
    public String warning() {
        return shareAtFloor == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%s scale of p(x|z) stands on its floor of %s: the data there can be reproduced exactly, and only the"
                                + " floor keeps their log-density finite; it says nothing of how good the model is. Use a"
                                + " likelihood of levels, or fix it with likelihood gaussian:SD.",
                        shareAtFloor >= 0.9995
                                ? "The"
                                : String.format(Locale.ROOT, "%.1f %% of the", 100 * shareAtFloor),
                        Numbers.text(ScaleParameter.LEAST));
    }
}
