package dev.elbo.objectives;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Kl;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The terms of the evidence lower bound at samples z of q(z|x), nats, summed over dimensions. */
public final class ElboTerms {
    private final Tensor logLikelihood;
    private final Distribution q;
    private final Distribution p;
    private final Tensor z;
    private final Further further;
    private @Nullable Tensor kl;

    /** What only some objectives need, computed when they ask for it. */
    private record Further(
            Optional<Tensor> betas,
            Optional<Supplier<Tensor>> squaredErrors,
            Optional<Rng> priorStream,
            Optional<Adversary> adversary) {
        private static final Further NOTHING =
                new Further(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private ElboTerms(Tensor logLikelihood, Distribution q, Distribution p, Tensor z, Further further) {
        this.logLikelihood = logLikelihood;
        this.q = q;
        this.p = p;
        this.z = z;
        this.further = further;
    }

    /**
     * @param logLikelihood (samples, batch): log p(x|z)
     * @param q q(z|x), batch of rows
     * @param p p(z)
     * @param z (samples, batch, latent): samples of q
     */
    public ElboTerms(Tensor logLikelihood, Distribution q, Distribution p, Tensor z) {
        this(logLikelihood, q, p, z, Further.NOTHING);
    }

    private ElboTerms with(Further other) {
        return new ElboTerms(logLikelihood, q, p, z, other);
    }

    /** The same terms, with the KL of each row also weighted by a β of its own, (batch). */
    public ElboTerms weighedBy(Tensor rowBetas) {
        return with(new Further(Optional.of(rowBetas), further.squaredErrors, further.priorStream, further.adversary));
    }

    /**
     * The same terms, with the squared errors of a Gaussian p(x|z).
     *
     * @param errors (rows, data): ((x − m(z)) / σ)²
     */
    public ElboTerms withSquaredErrors(Supplier<Tensor> errors) {
        return with(new Further(further.betas, Optional.of(errors), further.priorStream, further.adversary));
    }

    /** The same terms, with a stream for samples of the prior. */
    public ElboTerms withPriorStream(Rng stream) {
        return with(new Further(further.betas, further.squaredErrors, Optional.of(stream), further.adversary));
    }

    /** The same terms, with an adversary for their latents. */
    public ElboTerms judgedBy(Adversary adversary) {
        return with(new Further(further.betas, further.squaredErrors, further.priorStream, Optional.of(adversary)));
    }

    /** (samples, batch): log p(x|z). */
    public Tensor logLikelihood() {
        return logLikelihood;
    }

    /** (batch) in closed form where the pair has one, else (samples, batch) at the samples: KL(q(z|x) ‖ p(z)). */
    public Tensor kl() {
        if (kl == null) {
            kl = Kl.atDraws(q, p, z);
        }
        return kl;
    }

    /** (batch, latent): the KL of each coordinate, in closed form. */
    Tensor klByCoordinate() {
        return Kl.byCoordinate(q, p);
    }

    /** (latent): the square of the mean of q, mean over the batch. */
    Tensor meanSquaresOfCoordinates() {
        return q.mean().square().mean(0);
    }

    /**
     * ((x − m(z)) / σ)², mean over samples, batch and dimensions, and the number of dimensions.
     *
     * @param mean scalar
     */
    record SquaredError(Tensor mean, long dimensions) {}

    /** @throws IllegalStateException if p(x|z) is no Gaussian */
    SquaredError squaredError() {
        Tensor errors = required(further.squaredErrors, "squared errors").get();
        return new SquaredError(errors.meanAll(), errors.size(-1));
    }

    /** (samples · batch, latent): z. */
    Tensor latentRows() {
        return z.reshape(z.size(0) * z.size(1), z.size(2));
    }

    /** (samples · batch, latent): as many samples of p. */
    Tensor priorRows() {
        Rng stream = required(further.priorStream, "samples of the prior");
        return p.rsample(stream, Math.toIntExact(z.size(0) * z.size(1))).squeeze(1);
    }

    /** Scalar: MMD² between the latents of the batch and as many samples of p, mean over the samples of each row. */
    public Tensor discrepancy() {
        Tensor ofPrior = priorRows();
        long samples = z.size(0);
        long batch = z.size(1);
        Tensor sum = Tensors.zeros();
        for (long sample = 0; sample < samples; sample++) {
            sum = sum.plus(
                    InverseMultiquadric.discrepancy(z.select(0, sample), ofPrior.narrow(0, sample * batch, batch)));
        }
        return sum.div((double) samples);
    }

    /** @throws IllegalStateException if there is none */
    Adversary adversary() {
        return required(further.adversary, "adversary");
    }

    private static <T> T required(Optional<T> part, String what) {
        return part.orElseThrow(() -> new IllegalStateException("these terms have no " + what));
    }

    /** Scalar: log p(x|z), mean over samples and batch. */
    public Tensor meanLogLikelihood() {
        return logLikelihood.meanAll();
    }

    /** Scalar: KL, mean over samples and batch. */
    public Tensor meanKl() {
        return kl().meanAll();
    }

    /** Scalar: as {@link #meanKl}, each row at its own β where rows have one. */
    Tensor weightedMeanKl() {
        return further.betas.map(b -> kl().times(b).meanAll()).orElseGet(this::meanKl);
    }

    /**
     * Scalar: log 1/K Σ_k p(x|z_k) (p(z_k) / q(z_k|x))^β over the K samples, mean over the batch; with β = 1 the
     * importance-weighted bound. Burda et al. 2016, eq. 8.
     */
    public Tensor importanceWeighted(double beta) {
        Tensor logWeights = logLikelihood.minus(Kl.monteCarlo(q, p, z).times(beta));
        return logWeights.logSumExp(0).meanAll().minus(Math.log((double) logLikelihood.size(0)));
    }
}
