package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Raster;
import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures in rows with thin gaps, enlarged to a readable size with sharp pixels.
 *
 * @param rowLabels written to the left of the rows, such as "input" and "reconstruction"; may be empty
 */
public record ImageGrid(String title, List<Picture> pictures, int columns, List<String> rowLabels) implements Figure {
    private static final double MARGIN = 10;
    private static final double TITLE_LINE = 18;
    private static final double WIDEST = 720;
    private static final double READABLE = 56;
    private static final int GAP = 2;

    public ImageGrid {
        pictures = List.copyOf(pictures);
        rowLabels = List.copyOf(rowLabels);
        if (columns < 1) {
            throw new IllegalArgumentException("an image grid requires at least one column, got " + columns);
        }
    }

    @Override
    public double preferredWidth() {
        return labelWidth() + rasterWidth(enlargement(WIDEST)) + 2 * MARGIN;
    }

    @Override
    public double heightFor(double width) {
        double available = width - 2 * MARGIN - labelWidth();
        int times = enlargement(available);
        double scale = Math.min(1, available / rasterWidth(times));
        return Math.ceil(top(width) + (pictures.isEmpty() ? 0 : scale * rasterHeight(times)) + MARGIN);
    }

    @Override
    public void draw(Canvas canvas, double width) {
        List<String> lines = titleLines(width);
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(lines.get(i), MARGIN, MARGIN + 12 + i * TITLE_LINE, TextStyle.TITLE);
        }
        if (pictures.isEmpty()) {
            return;
        }
        double left = MARGIN + labelWidth();
        double available = width - MARGIN - left;
        int times = enlargement(available);
        double scale = Math.min(1, available / rasterWidth(times));
        double pitch = scale * (cellHeight() * times + GAP);
        for (int row = 0; row < Math.min(rows(), rowLabels.size()); row++) {
            double middle = top(width) + (row + 0.5) * pitch;
            canvas.text(rowLabels.get(row), left - 8, middle + 4, TextStyle.LABEL.end());
        }
        canvas.image(raster(times), left, top(width), scale * rasterWidth(times), scale * rasterHeight(times));
    }

    /** All pictures on white; smaller pictures are placed at the top left of their cell. */
    private Raster raster(int times) {
        int width = rasterWidth(times);
        int height = rasterHeight(times);
        int[] rgb = new int[width * height];
        Arrays.fill(rgb, Palette.PAPER);
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            int left = i % columns * (cellWidth() * times + GAP);
            int top = i / columns * (cellHeight() * times + GAP);
            for (int row = 0; row < picture.height() * times; row++) {
                for (int column = 0; column < picture.width() * times; column++) {
                    rgb[(top + row) * width + left + column] = picture.rgb(row / times, column / times);
                }
            }
        }
        return new Raster(width, height, rgb);
    }

    private List<String> titleLines(double width) {
        return TextWidth.wrap(title, TextStyle.TITLE, width - 2 * MARGIN);
    }

    private double top(double width) {
        int lines = titleLines(width).size();
        return MARGIN + lines * TITLE_LINE + (lines == 0 ? 0 : 6);
    }

    private double labelWidth() {
        return rowLabels.isEmpty() ? 0 : TextWidth.widest(rowLabels, TextStyle.LABEL) + 8;
    }

    /** Enlargement of each pixel: enough to be readable, as long as the grid fits. */
    private int enlargement(double width) {
        int factor = (int) Math.ceil(READABLE / cellWidth());
        while (factor > 1 && rasterWidth(factor) > width) {
            factor--;
        }
        return factor;
    }

    private int rows() {
        return (pictures.size() + columns - 1) / columns;
    }

    private int cellWidth() {
        return pictures.stream().mapToInt(Picture::width).max().orElse(1);
    }

    private int cellHeight() {
        return pictures.stream().mapToInt(Picture::height).max().orElse(1);
    }

    private int rasterWidth(int times) {
        int used = Math.max(1, Math.min(columns, pictures.size()));
        return used * (cellWidth() * times + GAP) - GAP;
    }

    private int rasterHeight(int times) {
        return Math.max(1, rows()) * (cellHeight() * times + GAP) - GAP;
    }
}
