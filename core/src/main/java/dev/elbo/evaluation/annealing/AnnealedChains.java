package dev.elbo.evaluation.annealing;

import dev.elbo.distributions.Distribution;
import dev.elbo.evaluation.annealing.LatentSpace.Motion;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Chains of latents of some rows, from the prior to their true posteriors, with their importance weights. Each transition
 * is Hamiltonian.
 */
final class AnnealedChains {
    private static final int LEAPFROGS = 10;

    private final Vae model;
    private final Distribution prior;
    private final LatentSpace space;
    private final Tensor x;
    private final int chains;
    private final int rows;
    private final int width;
    private final Rng rng;
    private final RandomGenerator acceptance;
    private final double[] logWeights;
    private float[] latents;
    private double[] logLikelihoods;

    /** log p(x|z) and log p(z) of each latent, and the gradient of log p(z) + β log p(x|z), (chains, rows, latent). */
    private record Place(double[] logLikelihoods, double[] logPriors, float[] gradient) {}

    /** @param x (rows, data) */
    AnnealedChains(Vae model, Distribution prior, LatentSpace space, Tensor x, int chains, Rng rng) {
        this.model = model;
        this.prior = prior;
        this.space = space;
        this.x = x;
        this.chains = chains;
        this.rows = Math.toIntExact(x.size(0));
        this.width = model.latentSize();
        this.rng = rng;
        this.acceptance = rng.child("acceptance").java();
        this.logWeights = new double[chains * rows];
        try (Scope scope = Scope.open("beginning of chains")) {
            Tensor z = prior.rsample(rng.child("prior"), chains * rows).reshape(chains, rows, width);
            this.latents = z.toFloats();
            this.logLikelihoods = place(z, 0).logLikelihoods();
        }
    }

    /**
     * From one temperature to the next: weights, then a transition.
     *
     * @param stepSizes of each row
     * @return share of accepted transitions of each row
     */
    double[] anneal(int step, double before, double after, double[] stepSizes) {
        for (int i = 0; i < logWeights.length; i++) {
            logWeights[i] += (after - before) * logLikelihoods[i];
        }
        return transition(after, stepSizes, rng.child("step", step));
    }

    /** Of one row, each chain's: log p(x) is the logarithm of their mean, in nats. */
    double[] logWeights(int row) {
        double[] own = new double[chains];
        Arrays.setAll(own, chain -> logWeights[chain * rows + row]);
        return own;
    }

    private double[] transition(double beta, double[] stepSizes, Rng stream) {
        try (Scope scope = Scope.open("transition")) {
            float[] sizes = new float[rows];
            for (int row = 0; row < rows; row++) {
                sizes[row] = (float) stepSizes[row];
            }
            Tensor step = Tensors.of(sizes, 1, rows, 1);
            Tensor start = Tensors.of(latents, chains, rows, width);
            Tensor velocity = space.tangent(start, stream.normal(chains, rows, width));
            Place place = place(start, beta);
            double[] energies = energies(place, velocity, beta);
            Motion motion = new Motion(start, velocity);
            for (int leapfrog = 0; leapfrog < LEAPFROGS; leapfrog++) {
                motion = space.flow(push(motion, place, step), step.expand(chains, rows, 1));
                place = place(motion.z(), beta);
                motion = push(motion, place, step);
            }
            return accept(place, motion, energies, energies(place, motion.velocity(), beta));
        }
    }

    /** Half a step's change of velocity. */
    private Motion push(Motion motion, Place place, Tensor step) {
        Tensor force = space.tangent(motion.z(), Tensors.of(place.gradient(), chains, rows, width));
        return new Motion(motion.z(), motion.velocity().plus(force.times(step).times(0.5)));
    }

    /** β log p(x|z) + log p(z) − ½ v². */
    private static double[] energies(Place place, Tensor velocity, double beta) {
        double[] kinetic = velocity.square().sum(-1).toDoubles();
        double[] energies = new double[kinetic.length];
        Arrays.setAll(energies, i -> beta * place.logLikelihoods()[i] + place.logPriors()[i] - 0.5 * kinetic[i]);
        return energies;
    }

    private double[] accept(Place place, Motion motion, double[] before, double[] after) {
        float[] proposed = motion.z().toFloats();
        double[] accepted = new double[rows];
        for (int i = 0; i < before.length; i++) {
            // false too where the proposal left the range of floating-point numbers
            if (Math.log(acceptance.nextDouble()) < after[i] - before[i]) {
                System.arraycopy(proposed, i * width, latents, i * width, width);
                logLikelihoods[i] = place.logLikelihoods()[i];
                accepted[i % rows] += 1.0 / chains;
            }
        }
        return accepted;
    }

    private Place place(Tensor at, double beta) {
        try (Scope scope = Scope.open("gradient at latents")) {
            Tensor z = at.detach().requireGrad();
            Tensor logLikelihood = model.logLikelihood(x, z);
            Tensor logPrior = prior.logProb(z);
            logLikelihood.times(beta).plus(logPrior).sumAll().backward();
            return new Place(
                    logLikelihood.toDoubles(), logPrior.toDoubles(), z.grad().toFloats());
        }
    }
}
