package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Block;
import dev.elbo.report.Figure;
import dev.elbo.report.Panels;
import dev.elbo.report.Scatter;
import dev.elbo.runs.report.LatentFigures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Latent and decoded clouds of {@link Square}: one row of panels per kind of cloud and β, one column per λ, after a
 * column with what the latents should look like, a sample of N(0, I), and the input. Panels of one kind have common
 * limits, so that a cloud that shrinks is seen to shrink.
 */
final class SquareFigures {
    private static final double[] BORDER_X = {0, 1, 1, 0, 0};
    private static final double[] BORDER_Y = {0, 0, 1, 1, 0};

    /** A group whose colour is none of the quadrants'. */
    private static final int DARK_GREY = 8;

    private final ExperimentRuns runs;
    private final int latent;

    private SquareFigures(ExperimentRuns runs, int latent) {
        this.runs = runs;
        this.latent = latent;
    }

    static List<Block.FigureBlock> of(ExperimentRuns runs) {
        List<Block.FigureBlock> blocks = new ArrayList<>();
        for (int latent : new int[] {2, 1}) {
            new SquareFigures(runs, latent).block().ifPresent(blocks::add);
        }
        return blocks;
    }

    private Optional<Block.FigureBlock> block() {
        Optional<Scatter> input = Square.LAMBDAS.stream()
                .flatMap(lambda -> Square.BETAS.stream().map(beta -> Square.name(latent, lambda, beta)))
                .flatMap(row -> clouds(row, (model, rows) -> input(rows)).stream())
                .findFirst();
        return input.map(cloud -> new Block.FigureBlock(
                new Panels(latent == 2 ? "Two latents" : "One latent", panels(cloud), 1 + Square.LAMBDAS.size()),
                "Test rows, coloured by the quadrant of the input, seed 0: a sample of each row's posterior, and the mean"
                        + " of p(x|z) at that sample. First column: "
                        + (latent == 2 ? "a sample of N(0, I)" : "a sample of N(0, 1)")
                        + ", the distribution that the latents should have, and the input. Grey: the border of the unit"
                        + " square."
                        + (latent == 2 ? "" : " The height of a latent has no meaning.")));
    }

    private <T> Optional<T> clouds(String row, java.util.function.BiFunction<TrainedModel, Dataset, T> make) {
        return new Square()
                .experiments().stream()
                        .filter(experiment -> experiment.name().equals(row))
                        .findFirst()
                        .flatMap(experiment -> runs.model(experiment, 0, make));
    }

    private List<Figure> panels(Scatter input) {
        List<Scatter> latents = new ArrayList<>();
        List<Scatter> decoded = new ArrayList<>();
        for (String beta : Square.BETAS) {
            latents.add(prior(input.x().length));
            decoded.add(input);
            for (String lambda : Square.LAMBDAS) {
                String weights = "λ=" + plain(lambda) + ", β=" + plain(beta);
                Optional<List<Scatter>> both = clouds(
                        Square.name(latent, lambda, beta),
                        (model, rows) -> LatentFigures.latentAndReconstruction(model, rows, 0));
                latents.add(
                        both.map(of -> titled("Latent, " + weights, of.get(0))).orElse(missing(weights)));
                decoded.add(both.map(of -> titled("Decoded, " + weights, of.get(1)))
                        .map(SquareFigures::bordered)
                        .orElse(missing(weights)));
            }
        }
        latents = Scatter.withCommonLimits(latents);
        decoded = Scatter.withCommonLimits(decoded);
        int columns = 1 + Square.LAMBDAS.size();
        List<Figure> panels = new ArrayList<>();
        for (int from = 0; from < latents.size(); from += columns) {
            panels.addAll(latents.subList(from, from + columns));
            panels.addAll(decoded.subList(from, from + columns));
        }
        return panels;
    }

    private static Scatter input(Dataset rows) {
        double[] x = new double[rows.rows()];
        double[] y = new double[rows.rows()];
        for (int row = 0; row < x.length; row++) {
            x[row] = rows.raw(row, 0);
            y[row] = rows.raw(row, 1);
        }
        return bordered(new Scatter("Input", "x₁", "x₂", x, y, rows.labels(), List.of(), true));
    }

    /** As many points from the standard normal distribution as there are test rows, without a group. */
    private Scatter prior(int points) {
        SplittableRandom random = new SplittableRandom(0);
        double[] x = random.doubles(points).map(u -> random.nextGaussian()).toArray();
        double[] y = random.doubles(points)
                .map(u -> latent == 2 ? random.nextGaussian() : u)
                .toArray();
        int[] groups = new int[points];
        Arrays.fill(groups, DARK_GREY);
        return new Scatter(
                latent == 2 ? "Prior, N(0, I)" : "Prior, N(0, 1)",
                latent == 2 ? "z₁" : "z",
                latent == 2 ? "z₂" : "",
                x,
                y,
                groups,
                List.of(),
                latent == 2);
    }

    private static Scatter titled(String title, Scatter of) {
        String xLabel = of.xLabel().replace("x1", "x₁");
        String yLabel = of.yLabel().replace("x2", "x₂").replace("jitter", "");
        return new Scatter(title, xLabel, yLabel, of.x(), of.y(), of.groups(), List.of(), of.equalAxes());
    }

    private static Scatter bordered(Scatter of) {
        return of.outlined(BORDER_X, BORDER_Y);
    }

    private static Scatter missing(String weights) {
        return new Scatter("Not run: " + weights, "", "", new double[0], new double[0], new int[0], List.of(), true);
    }

    /** 1.6e-2 as 0.016. */
    private static String plain(String number) {
        return new BigDecimal(number).toPlainString();
    }
}
