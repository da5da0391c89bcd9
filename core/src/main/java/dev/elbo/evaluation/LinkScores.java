package dev.elbo.evaluation;

import dev.elbo.data.Edges;
import dev.elbo.data.NodePairs;
import dev.elbo.models.GraphVae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Logits of a {@link GraphVae} for pairs of nodes to be connected, at the posterior modes. */
public final class LinkScores {
    private static final int BLOCK_ELEMENTS = 1 << 21;

    private LinkScores() {}

    /** A pair of nodes and its logit. */
    public record Link(int from, int to, double logit) {}

    /** (pairs): the logit of each pair. */
    public static double[] of(GraphVae model, NodePairs pairs) {
        return NoGrad.run(() -> {
            try (Scope scope = Scope.open("link scores")) {
                Tensor z = model.posterior().mode();
                return model.logits(z, longs(pairs.from()), longs(pairs.to())).toDoubles();
            }
        });
    }

    /** AUC and average precision of positives against negatives. */
    public static RankingScores ranking(GraphVae model, NodePairs positives, NodePairs negatives) {
        return RankingScores.of(of(model, positives), of(model, negatives));
    }

    /** The {@code count} pairs with the highest logits that are not edges, in descending order; ties by node number. */
    public static List<Link> likeliest(GraphVae model, Edges edges, int count) {
        Comparator<Link> worstFirst = Comparator.comparingDouble(Link::logit)
                .thenComparing(Comparator.comparingInt(Link::from).reversed())
                .thenComparing(Comparator.comparingInt(Link::to).reversed());
        PriorityQueue<Link> best = new PriorityQueue<>(worstFirst);
        Pipeline.run("likeliest links", pipeline -> {
            Tensor z = model.posterior().mode();
            int nodes = Math.toIntExact(z.size(0));
            pipeline.eachRange(nodes, Math.max(1, BLOCK_ELEMENTS / nodes), (index, start, rows) -> {
                PriorityQueue<Link> bestOfBlock = new PriorityQueue<>(worstFirst);
                collect(model.logits(z, start, rows).toFloats(), start, nodes - start, edges, count, bestOfBlock);
                synchronized (best) {
                    bestOfBlock.forEach(link -> keep(link, count, best));
                }
            });
        });
        List<Link> sorted = new ArrayList<>(best);
        sorted.sort(worstFirst.reversed());
        return sorted;
    }

    /** @param width number of nodes from the first of the block: column j of the block is node {@code start + j} */
    private static void collect(
            float[] logits, int start, int width, Edges edges, int count, PriorityQueue<Link> best) {
        for (int i = 0; i < logits.length; i++) {
            int row = i / width;
            int column = i % width;
            boolean candidate = best.size() < count || logits[i] > best.peek().logit();
            if (column > row && candidate && !edges.contains(start + row, start + column)) {
                keep(new Link(start + row, start + column, logits[i]), count, best);
            }
        }
    }

    private static void keep(Link link, int count, PriorityQueue<Link> best) {
        best.add(link);
        if (best.size() > count) {
            best.poll();
        }
    }

    private static Tensor longs(int[] nodes) {
        return Tensors.of(Arrays.stream(nodes).asLongStream().toArray());
    }
}
