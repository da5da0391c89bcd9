package dev.elbo.reproductions;

import dev.elbo.report.Block;
import dev.elbo.report.LineChart;
import dev.elbo.report.Marker;
import dev.elbo.report.Panels;
import dev.elbo.report.Series;
import dev.elbo.report.axis.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The figure of {@link LossSlices}: the loss along each line above its lowest value, in nats on a logarithmic axis, so
 * that the depth of a minimum can be read for every γ.
 */
final class LossSliceFigures {
    /** Added to every loss, so that the lowest has a place on the axis. */
    private static final double FLOOR = 1;

    private LossSliceFigures() {}

    static List<Block.FigureBlock> of(List<LossSlice> slices, double[] variances) {
        return slices.isEmpty()
                ? List.of()
                : List.of(new Block.FigureBlock(
                        new Panels(
                                "Negative ELBO along straight lines in the space of weights",
                                LineChart.withCommonLimits(slices.stream()
                                        .map(slice -> chart(slice, variances))
                                        .toList()),
                                2),
                        "Test rows; for each variance γ of the decoder, the loss above the lowest of the line plus 1"
                                + " nat. Dots: the lowest point of each curve. Dashed: the two trained models."));
    }

    private static LineChart chart(LossSlice slice, double[] variances) {
        List<Series> series = new ArrayList<>();
        List<Series> lowest = new ArrayList<>();
        for (int v = 0; v < variances.length; v++) {
            String name = "γ = "
                    + BigDecimal.valueOf(variances[v]).stripTrailingZeros().toPlainString();
            double[] above = slice.depths(v);
            for (int i = 0; i < above.length; i++) {
                above[i] += FLOOR;
            }
            series.add(new Series(name, slice.at(), above));
            lowest.add(new Series(name, new double[] {slice.lowest(v)}, new double[] {FLOOR}));
        }
        series.addAll(lowest);
        boolean many = slice.name().equals(LossSlices.TOWARDS_MANY);
        return new LineChart(
                many ? "Towards a model with many active latents" : "Random direction",
                "position on the line",
                "loss above the lowest + 1, nats",
                series,
                true,
                many
                        ? List.of(new Marker(0, "one latent"), new Marker(1, "many"))
                        : List.of(new Marker(0, "one latent")),
                Range.EMPTY);
    }
}
