package dev.elbo.training;

/**
 * Settings of Adam.
 *
 * @param normaliseGradients whether the gradient of each tensor is first divided by its Euclidean norm (+1e-7), as in
 *     the experiments of Tomczak and Welling, so that training does not depend on the scale of the loss
 */
public record AdamConfig(double beta1, double beta2, double epsilon, boolean normaliseGradients) {
    /** Kingma and Ba 2015, algorithm 1. */
    public static final AdamConfig PAPER = new AdamConfig(0.9, 0.999, 1e-8, false);

    /** {@link #PAPER} with normalised gradients. */
    public static final AdamConfig NORMALISED = new AdamConfig(0.9, 0.999, 1e-8, true);

    public AdamConfig {
        if (!(beta1 >= 0 && beta1 < 1)) {
            throw new IllegalArgumentException("beta1 must be in [0, 1), got " + beta1);
        }
        if (!(beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException("beta2 must be in [0, 1), got " + beta2);
        }
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon must be > 0, got " + epsilon);
        }
    }
}
