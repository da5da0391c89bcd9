package dev.elbo.objectives;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Kl;
import dev.elbo.tensor.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terms of the evidence lower bound at samples z of q(z|x), nats, summed over dimensions. */
public final class ElboTerms {
    private final Tensor logLikelihood;
    private final Distribution q;
    private final Distribution p;
    private final Tensor z;
    private final Optional<Tensor> betas;
    private @Nullable Tensor kl;

    private ElboTerms(Tensor logLikelihood, Distribution q, Distribution p, Tensor z, Optional<Tensor> betas) {
        this.logLikelihood = logLikelihood;
        this.q = q;
        this.p = p;
        this.z = z;
        this.betas = betas;
    }

    /**
     * @param logLikelihood (samples, batch): log p(x|z)
     * @param q q(z|x), batch of rows
     * @param p p(z)
     * @param z (samples, batch, latent): samples of q
     */
    public ElboTerms(Tensor logLikelihood, Distribution q, Distribution p, Tensor z) {
        this(logLikelihood, q, p, z, Optional.empty());
    }

    /** The same terms, with the KL of each row also weighted by a β of its own, (batch). */
    public ElboTerms weighedBy(Tensor rowBetas) {
        return new ElboTerms(logLikelihood, q, p, z, Optional.of(rowBetas));
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
        return betas.map(b -> kl().times(b).meanAll()).orElseGet(this::meanKl);
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
