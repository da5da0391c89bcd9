package dev.elbo.testing;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.distributions.Distribution;
import dev.elbo.likelihoods.FirstLaw;
import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.models.Vae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Sequence;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import java.util.List;

/**
 * x = zW + b + sε with z ~ N(0, I): everything about it is known in closed form. The rows of W are orthogonal, so that
 * the true posterior is diagonal and a linear encoder can be exact.
 */
public final class LinearGaussian {
    public static final int DATA = 3;
    public static final int LATENT = 2;
    public static final double STD_DEV = 0.6;
    private static final double[][] W = {{1.2, 0.5, 0.3}, {0.5, -1.2, 0}};
    private static final double[] B = {0.2, -0.4, 1};
    private static final double[][] ROWS = {{0.5, 0.1, 1.2}, {-1, -0.7, 0.4}, {2, 0.3, 1.9}, {0.2, -0.4, 1}};

    private LinearGaussian() {}

    /**
     * The model with an encoder off by {@code shift} in the mean and {@code excessLogVar} in the log-variance; both 0
     * for the true posterior.
     */
    public static Vae model(double shift, double excessLogVar) {
        Parameters parameters = new Parameters();
        Posterior posterior = Posterior.declare(parameters, empty(DATA), new GaussianFamily(LATENT, -12, 4));
        GaussianLikelihood likelihood =
                GaussianLikelihood.declare(parameters, empty(LATENT), DATA, FirstLaw.unknown(), STD_DEV);
        float[] encoder = new float[DATA * 2 * LATENT];
        float[] encoderBias = new float[2 * LATENT];
        float[] decoder = new float[LATENT * DATA];
        float[] decoderBias = new float[DATA];
        for (int l = 0; l < LATENT; l++) {
            double variance = posteriorVariance(l);
            encoderBias[l] = (float) shift;
            encoderBias[LATENT + l] = (float) (Math.log(variance) + excessLogVar);
            for (int d = 0; d < DATA; d++) {
                double slope = variance * W[l][d] / (STD_DEV * STD_DEV);
                encoder[d * 2 * LATENT + l] = (float) slope;
                encoderBias[l] -= (float) (slope * B[d]);
                decoder[l * DATA + d] = (float) W[l][d];
                decoderBias[d] = (float) B[d];
            }
        }
        try (Scope scope = Scope.open("linear gaussian")) {
            parameters.allocate(Rng.ofSeed(0));
        }
        parameters.set(parameters.get("posterior.head.weight"), encoder);
        parameters.set(parameters.get("posterior.head.bias"), encoderBias);
        parameters.set(parameters.get("likelihood.mean.weight"), decoder);
        parameters.set(parameters.get("likelihood.mean.bias"), decoderBias);
        return new Vae(posterior, new StandardPrior(LATENT), likelihood, parameters);
    }

    private static Body empty(int width) {
        return new Body(new Sequence(List.of()), width);
    }

    private static double posteriorVariance(int latent) {
        double square = 0;
        for (double w : W[latent]) {
            square += w * w;
        }
        return 1 / (1 + square / (STD_DEV * STD_DEV));
    }

    public static int rows() {
        return ROWS.length;
    }

    /** (rows, data), row-major. */
    public static float[] data() {
        float[] data = new float[ROWS.length * DATA];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) ROWS[i / DATA][i % DATA];
        }
        return data;
    }

    public static Batches batches(int batchSize) {
        Dataset dataset =
                new Dataset("linear", RowShape.features(DATA), new Values.Floats(data()), null, List.of(), List.of());
        return new Batches(dataset, new int[] {0, 1, 2, 3}, batchSize, random -> Encoding.unit());
    }

    /** log N(x; b, WᵀW + s² I), by determinant and inverse of a 3 by 3 matrix. */
    public static double logMarginal(int row) {
        double[][] c = new double[DATA][DATA];
        for (int i = 0; i < DATA; i++) {
            for (int j = 0; j < DATA; j++) {
                c[i][j] = W[0][i] * W[0][j] + W[1][i] * W[1][j] + (i == j ? STD_DEV * STD_DEV : 0);
            }
        }
        double determinant = 0;
        double quadratic = 0;
        for (int i = 0; i < DATA; i++) {
            determinant += c[0][i] * cofactor(c, 0, i);
        }
        for (int i = 0; i < DATA; i++) {
            for (int j = 0; j < DATA; j++) {
                quadratic += (ROWS[row][i] - B[i]) * (ROWS[row][j] - B[j]) * cofactor(c, i, j) / determinant;
            }
        }
        return -0.5 * (DATA * Math.log(2 * Math.PI) + Math.log(determinant) + quadratic);
    }

    private static double cofactor(double[][] c, int i, int j) {
        int a = (i + 1) % 3;
        int b = (i + 2) % 3;
        int p = (j + 1) % 3;
        int q = (j + 2) % 3;
        return c[a][p] * c[b][q] - c[a][q] * c[b][p];
    }

    /** KL from an encoder that is off by that much to the true posterior: the gap between bound and log-likelihood. */
    public static double gap(double shift, double excessLogVar) {
        double kl = 0;
        for (int l = 0; l < LATENT; l++) {
            kl += 0.5 * (Math.exp(excessLogVar) + shift * shift / posteriorVariance(l) - 1 - excessLogVar);
        }
        return kl;
    }

    /** Of any model: log p(x|z) + log p(z) − log q(z|x) at draws of q, (samples, batch), nats. */
    public static Tensor logWeights(Vae model, Tensor x, Rng rng, int samples) {
        Distribution q = model.posterior(x);
        Tensor z = q.rsample(rng, samples);
        return model.logJoint(x, z, model.priorDistribution()).minus(q.logProb(z));
    }
}
