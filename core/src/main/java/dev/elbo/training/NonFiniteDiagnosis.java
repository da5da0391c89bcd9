package dev.elbo.training;

import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Locale;

/** Names the first tensor that went wrong and the likely cause. */
final class NonFiniteDiagnosis {
    private static final double WIDE_DATA = 100;

    private NonFiniteDiagnosis() {}

    static NonFiniteException ofLoss(String where, Tensor x, ElboTerms terms, Parameters parameters) {
        for (Parameter parameter : parameters.all()) {
            if (!parameter.tensor().allFinite()) {
                return failure(
                        where,
                        "the weights " + parameter.name(),
                        "an earlier step was too long; lower --learning-rate");
            }
        }
        if (!x.allFinite()) {
            return failure(where, "the input batch", "the data holds NaN or infinity; clean it");
        }
        String cause = likelyCause(x);
        if (!terms.logLikelihood().allFinite()) {
            return failure(where, "the log-likelihood log p(x|z)", cause);
        }
        if (!terms.kl().allFinite()) {
            return failure(where, "the KL divergence", cause);
        }
        return failure(where, "the loss", cause);
    }

    static NonFiniteException ofGradient(String where, Parameters parameters) {
        for (Parameter parameter : parameters.all()) {
            if (!parameter.gradient().allFinite()) {
                return failure(
                        where,
                        "the gradient of " + parameter.name(),
                        "the loss is too steep there; lower --learning-rate");
            }
        }
        return failure(where, "the gradient's norm", "the gradient is too large for float32; lower --learning-rate");
    }

    private static String likelyCause(Tensor x) {
        double largest = x.abs().maxAll().item();
        return largest > WIDE_DATA
                ? String.format(
                        Locale.ROOT,
                        "the input reaches %.3g; scale the data to about [-1, 1] (--scale standard)",
                        largest)
                : "the learning rate is too high; lower --learning-rate";
    }

    private static NonFiniteException failure(String where, String tensor, String cause) {
        return new NonFiniteException("training stopped at " + where + ": " + tensor + " is not finite; likely cause: "
                + cause + "; the last good checkpoint stands");
    }
}
