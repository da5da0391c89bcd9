package dev.elbo.report;

import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import java.util.ArrayList;
import java.util.List;

/** Line styles of series: one hue per name, and dashes by split of the data. */
public final class Strokes {
    private static final double WIDTH = 1.8;

    private Strokes() {}

    public static List<Stroke> of(List<Series> series) {
        List<String> names = new ArrayList<>();
        List<Stroke> strokes = new ArrayList<>();
        for (Series each : series) {
            String split = each.name().replaceAll("^.*\\s", "");
            boolean known = List.of("train", "training", "validation", "test").contains(split);
            String name = known
                    ? each.name()
                            .substring(0, each.name().length() - split.length())
                            .strip()
                    : each.name();
            if (!names.contains(name)) {
                names.add(name);
            }
            Stroke solid = Stroke.solid(Palette.group(names.indexOf(name)), WIDTH);
            strokes.add(
                    switch (split) {
                        case "validation" -> solid.dashed();
                        case "test" -> solid.dotted();
                        default -> solid;
                    });
        }
        return List.copyOf(strokes);
    }
}
