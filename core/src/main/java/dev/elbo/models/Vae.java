package dev.elbo.models;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Factorised;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.likelihoods.CalibratedLikelihood;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.networks.Context;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.Prior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A variational autoencoder: log p(x) ≥ E_q(z|x) log p(x|z) − KL(q(z|x) ‖ p(z)). Kingma and Welling 2014; Rezende et
 * al. 2014.
 *
 * <p>Any number of threads may use one at once, each in scopes of its own, as long as none of them trains it, sets its
 * parameters or closes it.
 *
 * @param context additional input of all its networks, and which cells of its rows are observed
 */
public record Vae(Posterior posterior, Prior prior, Likelihood likelihood, Parameters parameters, Context context)
        implements Model {
    private static final long NUMBERS_AT_ONCE = 1L << 27;

    /** Of networks that see no context. */
    public Vae(Posterior posterior, Prior prior, Likelihood likelihood, Parameters parameters) {
        this(posterior, prior, likelihood, parameters, Context.NONE);
    }

    /** The same networks, with the same weights, in another context. */
    public Vae withContext(Context other) {
        return new Vae(posterior, prior, likelihood, parameters, other);
    }

    @Override
    public ElboTerms terms(Tensor x, Rng rng, int samples) {
        return terms(x, x, rng, samples);
    }

    @Override
    public ElboTerms terms(Tensor seen, Tensor x, Rng rng, int samples) {
        return terms(seen, x, priorDistribution(), this::trainingLikelihood, rng, samples);
    }

    /**
     * Terms of the bound with every scale frozen; p(z) is computed beforehand, for many batches under the same
     * parameters.
     */
    public ElboTerms terms(Tensor x, Distribution p, Rng rng, int samples) {
        return terms(x, x, p, (z, rows) -> likelihood(z), rng, samples);
    }

    private ElboTerms terms(
            Tensor seen,
            Tensor x,
            Distribution p,
            BiFunction<Tensor, Tensor, Distribution> decoder,
            Rng rng,
            int samples) {
        Distribution q = posterior(seen); // (batch, latent)
        Tensor z = q.rsample(rng.child("posterior"), samples); // (samples, batch, latent)
        Decoded decoded = decoded(x, z, decoder);
        return new ElboTerms(logLikelihood(decoded, z), q, p, z)
                .withSquaredErrors(() -> squaredErrors(decoded))
                .withPriorStream(rng.child("prior samples"));
    }

    /** x (batch, data) -> q(z|x), over (batch, latent); missing cells are 0 for the encoder. */
    public UnimodalDistribution posterior(Tensor x) {
        Tensor seen = context.masked() ? x.times(context.observedFor(x.size(0))) : x;
        return posterior.distribution(seen, context);
    }

    /** p(z) under the current parameters, over (1, latent). */
    public Distribution priorDistribution() {
        return prior.distribution(context);
    }

    /** z (rows, latent) -> p(x|z), over (rows, data). */
    public Distribution likelihood(Tensor z) {
        return likelihood.distribution(z, context);
    }

    private Distribution trainingLikelihood(Tensor z, Tensor x) {
        return likelihood.trainingDistribution(z, x, context);
    }

    /** log p(x|z) + log p(z), x (batch, data), z (samples, batch, latent) -> (samples, batch): nats. */
    public Tensor logJoint(Tensor x, Tensor z, Distribution p) {
        return logLikelihood(x, z).plus(p.logProb(z));
    }

    /** x (batch, data), z (samples, batch, latent) -> (samples, batch): log p(x|z) of the observed cells, nats. */
    public Tensor logLikelihood(Tensor x, Tensor z) {
        return logLikelihood(decoded(x, z, (latents, rows) -> likelihood(latents)), z);
    }

    /** p(x|z) of the rows (samples · batch), and x repeated for them. */
    private record Decoded(Distribution likelihood, Tensor x) {}

    private static Decoded decoded(Tensor x, Tensor z, BiFunction<Tensor, Tensor, Distribution> decoder) {
        long samples = z.size(0);
        long batch = z.size(1);
        Tensor rows = z.reshape(samples * batch, z.size(2));
        Tensor repeated = samples == 1 || batch == 1
                ? x
                : x.unsqueeze(0).expand(samples, batch, x.size(1)).reshape(samples * batch, x.size(1));
        return new Decoded(decoder.apply(rows, repeated), repeated);
    }

    private Tensor logLikelihood(Decoded decoded, Tensor z) {
        return logProb(decoded.likelihood(), decoded.x()).reshape(z.size(0), z.size(1));
    }

    private Tensor squaredErrors(Decoded decoded) {
        if (context.masked() || !(decoded.likelihood() instanceof DiagonalGaussian gaussian)) {
            throw new IllegalStateException("squared errors need a Gaussian likelihood and complete rows, got "
                    + likelihood.getClass().getSimpleName());
        }
        Tensor errors = decoded.x().minus(gaussian.mean()).square();
        return errors.times(gaussian.logVar().neg().exp());
    }

    private Tensor logProb(Distribution likelihoodOfRows, Tensor x) {
        if (!context.masked()) {
            return likelihoodOfRows.logProb(x);
        }
        if (likelihoodOfRows instanceof Factorised factorised) {
            return factorised
                    .logProbEach(x)
                    .times(context.observedFor(x.size(0)))
                    .sum(-1);
        }
        throw new IllegalStateException("missing cells need a likelihood of independent cells, got "
                + likelihood.getClass().getSimpleName());
    }

    @Override
    public boolean rowsSeparate() {
        return likelihood.rowsSeparate() && !context.masked() && context.rows() <= 1;
    }

    @Override
    public void afterStep() {
        prior.afterStep();
        likelihood.afterStep();
    }

    @Override
    public Optional<Calibration> calibration() {
        return likelihood instanceof CalibratedLikelihood calibrated
                ? Optional.of(new ScaleCalibration(this, calibrated))
                : Optional.empty();
    }

    /** The scale of a density p(x|z), z (rows, latent); empty where x is discrete. */
    public Optional<ScaleParameter> scale(Tensor z) {
        return likelihood.scale(z, context);
    }

    /** Numbers computed to encode and decode one row and for the prior of its latent: the memory that a batch needs. */
    public long activationsPerRow() {
        return posterior.activationsPerRow() + likelihood.activationsPerRow() + prior.activationsPerLatent();
    }

    /** How many rows, at most {@code most}, can be processed at once without gradients in about half a gibibyte. */
    public int rowsAtOnce(int most) {
        return (int) Math.max(1, Math.min(most, NUMBERS_AT_ONCE / Math.max(1, activationsPerRow())));
    }

    /** Numbers computed to sample and decode one z and for its prior: the memory that many need. */
    public long activationsPerLatent() {
        return posterior.activationsPerDraw() + likelihood.activationsPerRow() + prior.activationsPerLatent();
    }

    /** (rows, data): expected data under p(x|z), z (rows, latent). */
    public Tensor decode(Tensor z) {
        return likelihood(z).mean();
    }

    /** (count, latent): samples of the prior. */
    public Tensor samplePrior(Rng rng, int count) {
        return priorDistribution().rsample(rng.child("prior"), count).squeeze(1);
    }

    /** Coordinates of z. */
    public int latentSize() {
        return posterior.latentSize();
    }
}
