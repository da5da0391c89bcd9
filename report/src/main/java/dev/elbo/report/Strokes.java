package dev.elbo.report;

import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import java.util.ArrayList;
import java.util.List;

/**
 * Line styles of series: one hue per name, and dashes by split of the data. If there is only one name, its splits have
 * hues of their own too.
 */
public final class Strokes {
    private static final double WIDTH = 1.8;
    private static final List<String> SPLITS = List.of("train", "training", "validation", "test");

    private Strokes() {}

    public static List<Stroke> of(List<Series> series) {
        boolean one = series.stream().map(Strokes::base).distinct().count() == 1;
        List<String> hues = new ArrayList<>();
        List<Stroke> strokes = new ArrayList<>();
        for (Series each : series) {
            String hue = one ? each.name() : base(each);
            if (!hues.contains(hue)) {
                hues.add(hue);
            }
            Stroke solid = Stroke.solid(Palette.group(hues.indexOf(hue)), WIDTH);
            strokes.add(
                    switch (split(each)) {
                        case "validation" -> solid.dashed();
                        case "test" -> solid.dotted();
                        default -> solid;
                    });
        }
        return List.copyOf(strokes);
    }

    /** The last word of the name. */
    private static String split(Series series) {
        return series.name().replaceAll("^.*\\s", "");
    }

    /** The name without a split of the data at its end. */
    private static String base(Series series) {
        String split = split(series);
        String name = series.name();
        return SPLITS.contains(split)
                ? name.substring(0, name.length() - split.length()).strip()
                : name;
    }
}
