package dev.elbo.training;

import dev.elbo.objectives.ElboTerms;
import dev.elbo.objectives.SemiSupervisedTerms;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * Finds the first tensor that is not finite, and the likely cause.
 *
 * @param checkpoints whether training writes checkpoints, for the message
 */
record NonFiniteDiagnosis(Parameters parameters, boolean checkpoints) {
    private static final double WIDE_DATA = 100;

    NonFiniteException ofLoss(String where, Tensor x, ElboTerms terms) {
        return ofLoss(
                where,
                x,
                List.of(
                        new Part("the log-likelihood log p(x|z)", terms.logLikelihood()),
                        new Part("the KL divergence", terms.kl())));
    }

    NonFiniteException ofLoss(String where, Tensor x, SemiSupervisedTerms terms) {
        return ofLoss(
                where,
                x,
                List.of(
                        new Part("the labelled bound", terms.labelled()),
                        new Part("the unlabelled bound", terms.unlabelled()),
                        new Part("the log-probability of the classes", terms.logClass())));
    }

    /** A term of the loss with its name in the message. */
    private record Part(String name, Tensor values) {}

    private NonFiniteException ofLoss(String where, Tensor x, List<Part> parts) {
        for (Parameter parameter : parameters.all()) {
            if (!parameter.tensor().allFinite()) {
                return failure(
                        where,
                        "the weights " + parameter.name(),
                        "an earlier step was too large; lower the learning rate");
            }
        }
        if (!x.allFinite()) {
            return failure(where, "the input batch", "the data contain NaN or infinity; clean them");
        }
        String cause = likelyCause(x);
        for (Part part : parts) {
            if (!part.values().allFinite()) {
                return failure(where, part.name(), cause);
            }
        }
        return failure(where, "the loss", cause);
    }

    NonFiniteException ofGradient(String where) {
        for (Parameter parameter : parameters.all()) {
            if (!parameter.gradient().allFinite()) {
                return failure(
                        where, "the gradient of " + parameter.name(), "the loss is too steep; lower the learning rate");
            }
        }
        return failure(
                where, "the norm of the gradient", "the gradient is too large for float32; lower the learning rate");
    }

    private static String likelyCause(Tensor x) {
        double largest = x.abs().maxAll().item();
        return largest > WIDE_DATA
                ? String.format(
                        Locale.ROOT,
                        "the input reaches %.3g; scale the data to about [-1, 1], for example by standardising it",
                        largest)
                : "the learning rate is too high; lower it";
    }

    private NonFiniteException failure(String where, String tensor, String cause) {
        return new NonFiniteException("training stopped at " + where + ": " + tensor + " is not finite; likely cause: "
                + cause + (checkpoints ? "; the last good checkpoint is kept" : ""));
    }
}
