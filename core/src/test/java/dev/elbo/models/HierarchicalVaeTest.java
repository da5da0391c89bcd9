package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Kl;
import dev.elbo.likelihoods.BernoulliLikelihood;
import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.networks.Body;
import dev.elbo.networks.Gated;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Sequence;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.HierarchicalPosterior;
import dev.elbo.posteriors.NetworkPosterior;
import dev.elbo.priors.HierarchicalPrior;
import dev.elbo.priors.Prior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.priors.VampPrior;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a linear-Gaussian model solved by hand, and against quadrature over both latents. */
@ExtendWith(InScope.class)
class HierarchicalVaeTest {
    // z2 ~ N(0, 1), z1 | z2 ~ N(A z2 + B, S1²), x | z1, z2 ~ N(C z1 + D z2 + E, S²)
    private static final double A = 0.8;
    private static final double B = -0.3;
    private static final double S1 = 0.7;
    private static final double C = 1.3;
    private static final double D = -0.5;
    private static final double E = 0.4;
    private static final double S = 0.6;
    private static final double[] X = {0.1, 1.4, -2};

    /** Wide enough to cover any true posterior here, so that importance weights have no heavy tail. */
    private static final GaussianFamily WIDE = new GaussianFamily(1, 2, 3);

    private static final List<Integer> FIVE = List.of(5);

    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    private static Body empty(int width) {
        return new Body(new Sequence(List.of()), width);
    }

    private NetworkPosterior linear(String name, int in) {
        return NetworkPosterior.declare(parameters, name, empty(in), new GaussianFamily(1, -12, 4));
    }

    /** The model with the exact posteriors, off by {@code shift} in the mean of z1. */
    private Vae linearGaussian(double shift) {
        NetworkPosterior upper = linear("upper", 1);
        NetworkPosterior lower = linear("lower", 2);
        NetworkPosterior conditional = linear("conditional", 1);
        GaussianLikelihood likelihood =
                GaussianLikelihood.declare(parameters, empty(2), 1, OutputInitialiser.unknown(), S);
        parameters.allocate(Rng.ofSeed(1));
        double covariance = C * A + D;
        double slope = covariance / variance();
        set("upper.weight", slope, 0);
        set("upper.bias", -slope * (C * B + E), Math.log(1 - covariance * slope));
        double v = 1 / (1 / (S1 * S1) + C * C / (S * S));
        double onX = v * C / (S * S);
        set("lower.weight", onX, 0, v * A / (S1 * S1) - onX * D, 0); // rows x, z2; columns mean, log-variance
        set("lower.bias", v * B / (S1 * S1) - onX * E + shift, Math.log(v));
        set("conditional.weight", A, 0);
        set("conditional.bias", B, 2 * Math.log(S1));
        set("likelihood.mean.weight", C, D);
        set("likelihood.mean.bias", E);
        return new Vae(
                new HierarchicalPosterior(upper, (x, context) -> x, (z2, context) -> z2, lower),
                new HierarchicalPrior(new StandardPrior(1), 1, conditional::distribution),
                likelihood,
                parameters);
    }

    private void set(String name, double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        parameters.set(parameters.get(name), floats);
    }

    private static double variance() {
        return C * C * (A * A + S1 * S1) + 2 * C * D * A + D * D + S * S;
    }

    private static double logMarginal(double x) {
        double difference = x - (C * B + E);
        return -0.5 * (Math.log(2 * Math.PI * variance()) + difference * difference / variance());
    }

    private static Tensor data() {
        return Tensors.of(X, 3, 1).to(dev.elbo.tensor.DType.FLOAT);
    }

    @Test
    void under_the_true_posteriors_every_weight_is_the_marginal_likelihood() {
        Vae model = linearGaussian(0);
        Tensor weights = LinearGaussian.logWeights(model, data(), Rng.ofSeed(2), 50);
        assertThat(weights.shape()).containsExactly(50, 3);
        double[] actual = weights.toDoubles();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(logMarginal(X[i % 3]), within(1e-4)); // float32 terms below 30
        }
    }

    @Test
    void the_bound_is_below_the_marginal_by_the_divergence_of_the_posteriors() {
        double shift = 0.2;
        Vae model = linearGaussian(shift);
        int samples = 40_000;
        ElboTerms terms = model.terms(data(), Rng.ofSeed(2), samples);
        assertThat(terms.logLikelihood().shape()).containsExactly(samples, 3);
        assertThat(terms.kl().shape()).containsExactly(samples, 3);
        Tensor elbo = terms.logLikelihood().minus(terms.kl());
        double[] mean = elbo.mean(0).toDoubles();
        double[] square = elbo.square().mean(0).toDoubles();
        double gap = 0.5 * shift * shift * (1 / (S1 * S1) + C * C / (S * S));
        for (int row = 0; row < 3; row++) {
            double error = Math.sqrt((square[row] - mean[row] * mean[row]) / samples);
            assertThat(mean[row]).isCloseTo(logMarginal(X[row]) - gap, within(5 * error));
        }
    }

    /** Gated layers of five units, one latent on each level. */
    private Vae gated(boolean vamp) {
        NetworkPosterior upper = gated("upper", 4, WIDE);
        NetworkPosterior lower = gated("lower", 10, WIDE);
        NetworkPosterior conditional = gated("conditional", 1, new GaussianFamily(1, -1, 1));
        Layer seen = Gated.declare(parameters, "seen", 4, 5);
        Layer drawn = Gated.declare(parameters, "drawn", 1, 5);
        BernoulliLikelihood likelihood = BernoulliLikelihood.declare(
                parameters,
                Body.declare(parameters, "decoder", Gated::declare, 2, FIVE),
                4,
                OutputInitialiser.unknown());
        Prior ofUpper = vamp
                ? VampPrior.declare(
                        parameters,
                        3,
                        4,
                        0,
                        1,
                        Initialiser.uniform(0, 1),
                        VampPrior.RestrictedPosterior.of(upper::distribution))
                : new StandardPrior(1);
        parameters.allocate(Rng.ofSeed(5));
        return new Vae(
                new HierarchicalPosterior(upper, seen, drawn, lower),
                new HierarchicalPrior(ofUpper, 1, conditional::distribution),
                likelihood,
                parameters);
    }

    private NetworkPosterior gated(String name, int in, GaussianFamily family) {
        Body body = Body.declare(parameters, name + ".body", Gated::declare, in, FIVE);
        return NetworkPosterior.declare(parameters, name + ".head", body, family);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void importance_weights_average_to_the_marginal_by_quadrature_under_both_priors(boolean vamp) {
        Vae model = gated(vamp);
        Tensor x = Tensors.of(new float[] {1, 0, 0, 1}, 1, 4);

        int side = 400;
        double low = -20;
        double step = 40.0 / side;
        float[] z = new float[side];
        for (int i = 0; i < side; i++) {
            z[i] = (float) (low + (i + 0.5) * step);
        }
        Distribution p = model.priorDistribution();
        double marginal = 0;
        for (int i = 0; i < side; i++) {
            Tensor z2 = Tensors.of(new float[] {z[i]}, 1, 1);
            Tensor both = Tensors.cat(1, List.of(Tensors.of(z, side, 1), z2.expand(side, 1)));
            Tensor joint = model.likelihood()
                    .distribution(both)
                    .logProb(x)
                    .plus(p.logProb(both.unsqueeze(1)).squeeze(1));
            marginal += joint.exp().sumAll().item() * step * step;
        }

        int samples = 40_000;
        Tensor weights =
                LinearGaussian.logWeights(model, x, Rng.ofSeed(6), samples).exp();
        double mean = weights.meanAll().item();
        double error = Math.sqrt((weights.square().meanAll().item() - mean * mean) / samples);
        assertThat(marginal).isBetween(0.0, 1.0);
        assertThat(mean).isCloseTo(marginal, within(5 * error + 1e-5));
        double elbo =
                model.terms(x, Rng.ofSeed(7), 2000).logLikelihood().meanAll().item()
                        - model.terms(x, Rng.ofSeed(7), 2000).kl().meanAll().item();
        assertThat(elbo).isLessThan(Math.log(marginal));
        assertThat(model.decode(model.samplePrior(Rng.ofSeed(8), 6)).shape()).containsExactly(6, 4);
        ElboTerms terms = model.terms(Tensors.full(1, 2, 4), Rng.ofSeed(9), 3);
        terms.meanKl().minus(terms.meanLogLikelihood()).backward();
        assertThat(parameters.gradient().allFinite()).isTrue();
        assertThat(parameters.all())
                .as("every parameter is reached by a gradient")
                .allSatisfy(w -> assertThat(w.gradient().abs().maxAll().item()).isPositive());
    }

    @Test
    void scoring_the_last_draw_equals_scoring_a_copy_of_it() {
        Vae model = gated(false);
        Tensor x = Tensors.of(new float[] {1, 0, 0, 1, 0, 1, 1, 1}, 2, 4);
        Distribution q = model.posterior(x);
        Tensor z = q.rsample(Rng.ofSeed(3), 4);
        assertThat(q.logProb(z).toDoubles())
                .containsExactly(q.logProb(z.times(1)).toDoubles());
        Distribution p = model.priorDistribution();
        Tensor kl = Kl.atDraws(q, p, z);
        assertThat(kl.shape()).containsExactly(4, 2);
    }
}
