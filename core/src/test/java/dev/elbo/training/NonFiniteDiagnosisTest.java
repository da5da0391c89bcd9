package dev.elbo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.StandardNormal;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first tensor that is not finite, from the causes to the effects, is the one that is named. */
@ExtendWith(InScope.class)
class NonFiniteDiagnosisTest {
    private final Parameters parameters = new Parameters();
    private final Parameter weight = parameters.declare("layer.weight", new long[] {2}, Initialiser.constant(1));
    private Tensor row;

    @BeforeEach
    void allocate() {
        parameters.allocate(Rng.ofSeed(1));
        row = Tensors.of(new float[] {0.5f, -0.5f}, 1, 2);
    }

    @AfterEach
    void close() {
        parameters.close();
    }

    private NonFiniteDiagnosis diagnosis() {
        return new NonFiniteDiagnosis(parameters, false);
    }

    private static ElboTerms terms(float logLikelihood, float mean) {
        DiagonalGaussian q = new DiagonalGaussian(Tensors.full(mean, 1, 1), Tensors.zeros(1, 1));
        return new ElboTerms(Tensors.full(logLikelihood, 1, 1), q, new StandardNormal(1), Tensors.zeros(1, 1, 1));
    }

    private String ofLoss(Tensor x, ElboTerms terms) {
        return diagnosis().ofLoss("epoch 3", x, terms).getMessage();
    }

    @Test
    void weights_come_before_the_data_and_the_data_before_the_terms() {
        Tensor bad = Tensors.of(new float[] {Float.NaN, 0}, 1, 2);
        ElboTerms broken = terms(Float.NaN, 0);
        assertThat(ofLoss(row, broken)).contains("epoch 3: ").doesNotContain("weights", "input batch");
        assertThat(ofLoss(bad, broken)).contains("the input batch is not finite", "clean them");
        parameters.set(weight, new float[] {1, Float.POSITIVE_INFINITY});
        assertThat(ofLoss(bad, broken)).contains("the weights layer.weight is not finite", "lower the learning rate");
    }

    @Test
    void a_loss_whose_terms_are_all_finite_is_named_itself() {
        assertThat(ofLoss(row, terms(-1, 0))).contains("the loss is not finite");
    }

    @Test
    void wide_data_are_the_likely_cause_where_they_are_wide() {
        Tensor wide = Tensors.of(new float[] {0, 1e6f}, 1, 2);
        assertThat(ofLoss(wide, terms(Float.NaN, 0))).contains("the input reaches 1.00e+06", "scale the data");
        assertThat(ofLoss(row, terms(Float.NaN, 0))).doesNotContain("the input reaches");
    }

    @Test
    void a_gradient_is_named_by_its_parameter_and_else_its_norm_was_too_large() {
        assertThat(diagnosis().ofGradient("epoch 1").getMessage()).contains("the norm of the gradient is not finite");
        weight.tensor().times(Double.NaN).sumAll().backward();
        assertThat(diagnosis().ofGradient("epoch 1").getMessage())
                .contains("the gradient of layer.weight is not finite");
    }
}
