package dev.elbo.priors;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Mixture;
import dev.elbo.networks.Context;
import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The variational mixture of posteriors: p(z) = 1/K Σ q(z | u_k) with learned pseudo-inputs u. Tomczak and Welling
 * 2018, eq. 9.
 *
 * @param raw (K, data): the pseudo-inputs before they are clamped to the data range
 * @param low lower end of the data range; negative infinity for none
 * @param high upper end of the data range; infinity for none
 * @param projected bring values that a step took outside the range back to its edge, where they still have a gradient;
 *     without it they stay outside without one, as in the 2018 code
 */
public record VampPrior(Parameter raw, double low, double high, RestrictedPosterior posterior, boolean projected)
        implements Prior {

    /** q(z|u) at rows that are first brought into the data range. */
    @FunctionalInterface
    public interface RestrictedPosterior {
        /**
         * @param raw (K, data)
         * @param restrict brings rows into the data range
         * @return over (K, latent)
         */
        Distribution distribution(Tensor raw, UnaryOperator<Tensor> restrict, Context context);

        /** From a posterior that takes rows as they are: (K, data), context -> distribution over (K, latent). */
        static RestrictedPosterior of(BiFunction<Tensor, Context, ? extends Distribution> posterior) {
            return (raw, restrict, context) -> posterior.apply(restrict.apply(raw), context);
        }
    }

    /**
     * Declares {@code prior.pseudoInputs} (K, data).
     *
     * @param low lower end of the data range; negative infinity for none
     * @param high upper end of the data range; infinity for none
     * @param pseudoInputs first values
     * @param posterior q(z|u) at rows that are brought into the data range
     */
    public static VampPrior declare(
            Parameters parameters,
            int components,
            int dataSize,
            double low,
            double high,
            Initialiser pseudoInputs,
            RestrictedPosterior posterior) {
        Parameter raw = parameters.declare("prior.pseudoInputs", new long[] {components, dataSize}, pseudoInputs);
        return new VampPrior(raw, low, high, posterior, false);
    }

    /** This prior, with its pseudo-inputs brought back inside the data range after every step. */
    public VampPrior withProjection() {
        return new VampPrior(raw, low, high, posterior, true);
    }

    /**
     * (K, data): the pseudo-inputs inside the data range. A value outside gets no gradient and stays out: it is dead,
     * see {@link #deadShare}.
     */
    public Tensor pseudoInputs() {
        return restrict(raw.tensor());
    }

    private Tensor restrict(Tensor rows) {
        return bounded() ? rows.clamp(low, high) : rows;
    }

    private boolean bounded() {
        return Double.isFinite(low) || Double.isFinite(high);
    }

    @Override
    public void afterStep() {
        if (projected && bounded()) {
            InPlace.clamp(raw.tensor(), low, high);
        }
    }

    /** @throws IllegalStateException if rows have contexts of their own: the pseudo-inputs belong to all of them */
    @Override
    public Distribution distribution(Context context) {
        if (context.rows() > 1) {
            throw new IllegalStateException(
                    "a VampPrior takes one context for all rows, got " + context.rows() + " of them");
        }
        return Mixture.uniform(
                posterior.distribution(raw.tensor(), this::restrict, context), Math.toIntExact(raw.shape()[0]));
    }

    @Override
    public Optional<VampPrior> vamp() {
        return Optional.of(this);
    }

    /** Share of pseudo-input values outside the data range, where no gradient reaches them. */
    public double deadShare() {
        int outside = 0;
        float[] values = raw.tensor().toFloats();
        for (float value : values) {
            if (value < low || value > high) {
                outside++;
            }
        }
        return outside / (double) values.length;
    }

    /** Two values in double precision for each component. */
    @Override
    public long activationsPerLatent() {
        return 4 * raw.shape()[0];
    }
}
