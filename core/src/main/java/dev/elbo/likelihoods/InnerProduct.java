package dev.elbo.likelihoods;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.function.Supplier;

/**
 * p(i and j are joined | z) = σ(scale · z_i·z_j + bias). Kipf and Welling 2016, eq. 2, has scale 1 and bias 0.
 *
 * <p>On a unit sphere z_i·z_j lies in [−1, 1], so that under the plain form no pair is less likely than 0.27; scale and
 * bias let the decoder express that a graph is sparse.
 *
 * <p>The one likelihood that opens scopes: the blocks of its sum over all pairs are freed one by one.
 *
 * @param scale gives one element
 * @param bias gives one element
 */
public record InnerProduct(Supplier<Tensor> scale, Supplier<Tensor> bias) {
    private static final long BLOCK_ELEMENTS = 1 << 20;

    /** Scale and bias that stay as they are. */
    public static InnerProduct fixed(double scale, double bias) {
        return new InnerProduct(() -> Tensors.full(scale, 1), () -> Tensors.full(bias, 1));
    }

    /** Declares {@code likelihood.scale} and {@code likelihood.bias} (1), learned from the given first values. */
    public static InnerProduct declare(Parameters parameters, double firstScale, double firstBias) {
        Parameter scale = parameters.declare("likelihood.scale", new long[] {1}, Initialiser.constant(firstScale));
        Parameter bias = parameters.declare("likelihood.bias", new long[] {1}, Initialiser.constant(firstBias));
        return new InnerProduct(scale::tensor, bias::tensor);
    }

    /** z (nodes, latent), from and to (pairs) LONG -> (pairs): the logits of those pairs. */
    public Tensor logits(Tensor z, Tensor from, Tensor to) {
        return logits(z.indexSelect(0, from).times(z.indexSelect(0, to)).sum(-1));
    }

    /** z (nodes, latent) -> (nodes): the logits of each node with itself. */
    public Tensor selfLogits(Tensor z) {
        return logits(z.square().sum(-1));
    }

    private Tensor logits(Tensor products) {
        return products.times(scale.get()).plus(bias.get());
    }

    /**
     * z (nodes, latent) -> (count, nodes − start): logits of the nodes from {@code start} on with all from there on.
     */
    public Tensor logits(Tensor z, long start, long count) {
        Tensor rest = z.narrow(0, start, z.size(0) - start);
        return z.narrow(0, start, count).times(scale.get()).affine(rest.transpose(0, 1), bias.get());
    }

    /** z (nodes, latent) -> scalar, float64: Σ −log p(not joined) over all pairs i &lt; j, edges or not. */
    public Tensor noneJoined(Tensor z) {
        Tensor everyOrderedPair = softplusSum(z);
        Tensor diagonal = selfLogits(z).softplus().to(DType.DOUBLE).sumAll();
        return everyOrderedPair.minus(diagonal).times(0.5);
    }

    /**
     * Scalar, float64: Σ softplus(s_ij) over all ordered pairs, (i, i) included, exactly, but never with nodes² numbers
     * in memory. Blocks of rows give the sum and its gradient in closed form, ∂/∂z = 2 scale · σ(S) z, ∂/∂scale = Σ
     * σ(S) ∘ z zᵀ, ∂/∂bias = Σ σ(S), and both are grafted on. S is symmetric: only blocks on and right of the diagonal
     * are computed.
     */
    private Tensor softplusSum(Tensor z) {
        long nodes = z.size(0);
        Tensor slope = NoGrad.run(() -> Tensors.zeros(nodes, z.size(1)));
        double[] sums = new double[2]; // softplus, sigmoid
        NoGrad.run(() -> {
            Tensor constant = z.detach();
            for (long start = 0; start < nodes; ) {
                long count = Math.min(nodes - start, Math.max(1, BLOCK_ELEMENTS / (nodes - start)));
                try (Scope block = Scope.open("pair block")) {
                    addBlock(constant, start, count, slope, sums);
                }
                start += count;
            }
        });
        // slope holds σ(S) z
        Tensor towardsZ = NoGrad.run(() -> slope.times(scale.get()).times(2));
        Tensor slopeOfScale =
                NoGrad.run(() -> slope.times(z.detach()).to(DType.DOUBLE).sumAll());
        Tensor value = Tensors.of(new double[] {sums[0]}, 1);
        Tensor slopeOfBias = Tensors.of(new double[] {sums[1]}, 1);
        Tensor zero = towardsZ.times(z.minus(z.detach())).to(DType.DOUBLE).sumAll();
        return value.plus(zero)
                .plus(zeroWithSlope(scale.get(), slopeOfScale))
                .plus(zeroWithSlope(bias.get(), slopeOfBias))
                .sumAll();
    }

    private static Tensor zeroWithSlope(Tensor x, Tensor slope) {
        return x.minus(x.detach()).to(DType.DOUBLE).times(slope);
    }

    private void addBlock(Tensor z, long start, long count, Tensor slope, double[] sums) {
        Tensor logits = logits(z, start, count);
        long right = logits.size(1) - count;
        Tensor probabilities = logits.sigmoid();
        Tensor rows = slope.narrow(0, start, count);
        InPlace.add(rows, probabilities.matmul(z.narrow(0, start, logits.size(1))), 1);
        Tensor softplus = logits.softplus();
        sums[0] += sum(softplus, 0, count) + 2 * sum(softplus, count, right);
        sums[1] += sum(probabilities, 0, count) + 2 * sum(probabilities, count, right);
        if (right > 0) {
            Tensor mirrored = probabilities.narrow(1, count, right).transpose(0, 1);
            InPlace.add(slope.narrow(0, start + count, right), mirrored.matmul(z.narrow(0, start, count)), 1);
        }
    }

    private static double sum(Tensor block, long from, long columns) {
        return columns == 0 ? 0 : block.narrow(1, from, columns).sumAll().item();
    }
}
