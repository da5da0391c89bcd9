package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.likelihoods.VonMisesFisherLikelihood;
import dev.elbo.networks.Body;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Sequence;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.posteriors.SphericalFamily;
import dev.elbo.priors.StandardPrior;
import dev.elbo.priors.UniformPrior;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Bounds against what they bound: in x = w z + b_y + s ε, where everything is known in closed form, and on circles, by
 * the trapezoidal rule, which is exact to rounding for periodic functions.
 */
@ExtendWith(InScope.class)
class SemiSupervisedVaeTest {
    private static final int CLASSES = 3;
    private static final int DRAWS = 40_000;
    private static final double W = 0.8;
    private static final double S = 0.5;
    private static final double[] B = {-1, 0.3, 1.4};
    private static final double POSTERIOR_VARIANCE = 1 / (1 + W * W / (S * S));
    private static final double MARGINAL_VARIANCE = W * W + S * S;
    private static final double[] POINTS = {-1.3, 0.4, 0.9};

    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    /** The linear-Gaussian model; q(z|x,y) off by that much, the logits of q(y|x) times {@code sharpness}. */
    private SemiSupervisedVae linear(double shift, double excessLogVar, double sharpness) {
        SemiSupervisedVae model = new SemiSupervisedVae(
                SemiSupervisedVae.declareClassifier(parameters, empty(1), CLASSES),
                Posterior.declare(parameters, empty(1 + CLASSES), new GaussianFamily(1, -12, 4)),
                new StandardPrior(1),
                GaussianLikelihood.declare(parameters, empty(1 + CLASSES), 1, OutputInitialiser.unknown(), S),
                CLASSES,
                parameters);
        parameters.allocate(Rng.ofSeed(0));
        float[] slopes = new float[CLASSES];
        float[] levels = new float[CLASSES];
        float[] encoder = new float[(1 + CLASSES) * 2];
        float[] decoder = new float[1 + CLASSES];
        encoder[0] = (float) (POSTERIOR_VARIANCE * W / (S * S));
        decoder[0] = (float) W;
        for (int y = 0; y < CLASSES; y++) {
            slopes[y] = (float) (sharpness * B[y] / MARGINAL_VARIANCE);
            levels[y] = (float) (-0.5 * sharpness * B[y] * B[y] / MARGINAL_VARIANCE);
            encoder[(1 + y) * 2] = (float) (-POSTERIOR_VARIANCE * W / (S * S) * B[y]);
            decoder[1 + y] = (float) B[y];
        }
        set("classifier.logits.weight", slopes);
        set("classifier.logits.bias", levels);
        set("posterior.head.weight", encoder);
        set("posterior.head.bias", (float) shift, (float) (Math.log(POSTERIOR_VARIANCE) + excessLogVar));
        set("likelihood.mean.weight", decoder);
        set("likelihood.mean.bias", 0);
        return model;
    }

    private static Body empty(int width) {
        return new Body(new Sequence(List.of()), width);
    }

    private void set(String name, float... values) {
        parameters.set(parameters.get(name), values);
    }

    /** KL from a q(z|x,y) that is off by that much to the true posterior, the same for every x and y. */
    private static double gap(double shift, double excessLogVar) {
        return 0.5 * (Math.exp(excessLogVar) + shift * shift / POSTERIOR_VARIANCE - 1 - excessLogVar);
    }

    private static double logJoint(double x, int y) {
        double distance = x - B[y];
        return -0.5 * (Math.log(2 * Math.PI * MARGINAL_VARIANCE) + distance * distance / MARGINAL_VARIANCE)
                - Math.log(CLASSES);
    }

    private static double logMarginal(double x) {
        double sum = 0;
        for (int y = 0; y < CLASSES; y++) {
            sum += Math.exp(logJoint(x, y));
        }
        return Math.log(sum);
    }

    private static Tensor rows(double x) {
        return Tensors.full(x, DRAWS, 1);
    }

    private static Tensor oneHot(int y) {
        float[] row = new float[CLASSES];
        row[y] = 1;
        return Tensors.of(row, 1, CLASSES).expand(DRAWS, CLASSES);
    }

    private static void assertMean(Tensor bounds, double expected) {
        double mean = bounds.meanAll().item();
        double error = Math.sqrt((bounds.square().meanAll().item() - mean * mean) / DRAWS);
        assertThat(mean).isCloseTo(expected, within(5 * error + 1e-5)); // 1e-5: rounding of float32 numbers below 10
    }

    @Test
    void the_labelled_bound_is_log_p_of_row_and_class_less_the_divergence_to_the_true_posterior() {
        SemiSupervisedVae model = linear(0.2, 0.4, 1);
        for (double x : POINTS) {
            for (int y = 0; y < CLASSES; y++) {
                assertMean(model.labelledBound(rows(x), oneHot(y), Rng.ofSeed(y)), logJoint(x, y) - gap(0.2, 0.4));
            }
        }
    }

    @Test
    void with_the_true_posteriors_the_unlabelled_bound_is_log_p_of_the_row() {
        SemiSupervisedVae model = linear(0, 0, 1);
        for (double x : POINTS) {
            assertMean(model.unlabelledBound(rows(x), Rng.ofSeed(1)), logMarginal(x));
        }
    }

    @Test
    void the_unlabelled_bound_lies_below_log_p_of_the_row_by_the_divergences_of_class_and_latent() {
        double sharpness = 0.3;
        SemiSupervisedVae model = linear(-0.3, 0.5, sharpness);
        for (double x : POINTS) {
            double[] logQ = new double[CLASSES];
            double total = 0;
            for (int y = 0; y < CLASSES; y++) {
                logQ[y] = sharpness * (B[y] * x - 0.5 * B[y] * B[y]) / MARGINAL_VARIANCE;
                total += Math.exp(logQ[y]);
            }
            double divergence = 0;
            for (int y = 0; y < CLASSES; y++) {
                double q = Math.exp(logQ[y]) / total;
                divergence += q * (Math.log(q) - (logJoint(x, y) - logMarginal(x)));
            }
            assertThat(divergence).isGreaterThan(0.01);
            double expected = logMarginal(x) - divergence - gap(-0.3, 0.5);
            assertMean(model.unlabelledBound(rows(x), Rng.ofSeed(2)), expected);
        }
    }

    @Test
    void a_rows_unlabelled_bound_is_its_own_whatever_stands_beside_it() {
        SemiSupervisedVae model = linear(0, -10, 2); // hardly any noise in z
        Tensor mixed = Tensors.of(new float[] {-1.3f, 0.4f, 0.9f}, 3, 1);
        double[] together = model.unlabelledBound(mixed, Rng.ofSeed(3)).toDoubles();
        for (int i = 0; i < POINTS.length; i++) {
            double alone =
                    model.unlabelledBound(mixed.narrow(0, i, 1), Rng.ofSeed(4)).item();
            assertThat(together[i]).isCloseTo(alone, within(0.1)); // σ of z is 0.003
        }
    }

    private static final int ANGLES = 720;

    /** ∫ f over the circle. */
    private static double integral(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < ANGLES; i++) {
            sum += f.applyAsDouble(2 * Math.PI * i / ANGLES);
        }
        return sum * 2 * Math.PI / ANGLES;
    }

    /** A von Mises distribution by its head (direction, number whose softplus above {@code least} is κ). */
    private record Circular(double mode, double kappa, double logNormaliser) {
        static Circular of(double[] head, double least) {
            double kappa = least + Math.log1p(Math.exp(head[2]));
            double logNormaliser = Math.log(integral(t -> Math.exp(kappa * Math.cos(t))));
            return new Circular(Math.atan2(head[1], head[0]), kappa, logNormaliser);
        }

        double logDensity(double angle) {
            return kappa * Math.cos(angle - mode) - logNormaliser;
        }
    }

    /** Linear heads (cos, sin, class) -> 3 numbers, by the weights that the parameters hold. */
    private double[] head(String name, double angle, int y) {
        float[] weight = parameters.get(name + ".weight").tensor().toFloats();
        double[] out = new double[3];
        float[] bias = parameters.get(name + ".bias").tensor().toFloats();
        for (int i = 0; i < 3; i++) {
            out[i] = Math.cos(angle) * weight[i] + Math.sin(angle) * weight[3 + i] + weight[(2 + y) * 3 + i] + bias[i];
        }
        return out;
    }

    @Test
    void on_circles_both_bounds_are_those_of_quadrature_and_below_what_they_bound() {
        Layer classifier = SemiSupervisedVae.declareClassifier(parameters, empty(2), CLASSES);
        SphericalFamily circle = new SphericalFamily(
                SphericalFamily.Kind.VON_MISES_FISHER, List.of(new SphericalFamily.Spheres(1, 1)), 1);
        SemiSupervisedVae model = new SemiSupervisedVae(
                classifier,
                Posterior.declare(parameters, empty(2 + CLASSES), circle),
                new UniformPrior(List.of(new UniformPrior.Group(2, 1))),
                VonMisesFisherLikelihood.declare(parameters, empty(2 + CLASSES), 2),
                CLASSES,
                parameters);
        parameters.allocate(Rng.ofSeed(5));
        double angle = 0.7;
        Tensor x = Tensors.of(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 1, 2)
                .expand(DRAWS, 2);
        double[] logQ = model.logClassProbabilities(x.narrow(0, 0, 1)).toDoubles();
        double marginal = 0;
        double unlabelled = 0;
        for (int y = 0; y < CLASSES; y++) {
            int label = y;
            Circular q = Circular.of(head("posterior.head", angle, y), 1);
            DoubleUnaryOperator logLikelihood =
                    z -> Circular.of(head("likelihood.direction-concentration", z, label), 0)
                            .logDensity(angle);
            double logPrior = -Math.log(2 * Math.PI) - Math.log(CLASSES); // of z and y
            double joint = integral(z -> Math.exp(logLikelihood.applyAsDouble(z) + logPrior));
            double bound = integral(
                    z -> Math.exp(q.logDensity(z)) * (logLikelihood.applyAsDouble(z) + logPrior - q.logDensity(z)));
            assertThat(bound).isLessThan(Math.log(joint));
            assertMean(model.labelledBound(x, oneHot(y), Rng.ofSeed(y)), bound);
            marginal += joint;
            unlabelled += Math.exp(logQ[y]) * (bound - logQ[y]);
        }
        assertThat(unlabelled).isLessThan(Math.log(marginal));
        assertMean(model.unlabelledBound(x, Rng.ofSeed(9)), unlabelled);
    }

    @Test
    void class_probabilities_add_up_to_one() {
        SemiSupervisedVae model = linear(0, 0, 40);
        Tensor x = Tensors.of(new float[] {-30, 0.4f, 50}, 3, 1);
        double[] sums = model.logClassProbabilities(x).exp().sum(-1).toDoubles();
        assertThat(sums).containsExactly(new double[] {1, 1, 1}, within(1e-6));
    }

    @Test
    void every_parameter_is_reached_by_a_gradient() {
        SemiSupervisedVae model = linear(0.1, 0.1, 1);
        Tensor labelled = Tensors.of(new float[] {-1, 1.5f}, 2, 1);
        Tensor y = Tensors.of(new float[] {1, 0, 0, 0, 0, 1}, 2, CLASSES);
        var terms = model.terms(labelled, y, Tensors.of(new float[] {0.2f, -0.4f, 2}, 3, 1), Rng.ofSeed(1));
        assertThat(terms.labelled().shape()).containsExactly(2);
        assertThat(terms.unlabelled().shape()).containsExactly(3);
        double[] logQ = NoGrad.run(() -> model.logClassProbabilities(labelled).toDoubles());
        assertThat(terms.logClass().toDoubles()).containsExactly(new double[] {logQ[0], logQ[5]}, within(1e-6));
        terms.labelled().sumAll().plus(terms.unlabelled().sumAll()).backward();
        for (Parameter parameter : parameters.all()) {
            assertThat(parameter.gradient().abs().sumAll().item())
                    .as(parameter.name())
                    .isGreaterThan(1e-6);
        }
    }
}
