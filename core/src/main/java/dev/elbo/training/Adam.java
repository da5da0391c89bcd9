package dev.elbo.training;

import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/** Adam with bias correction, one pass over the flat buffers, or over ranges of them by several
 * threads. Kingma and Ba 2015, algorithm 1. */
public final class Adam {
    private static final double NORM_FLOOR = 1e-7;

    private final Parameters parameters;
    private final AdamConfig config;
    private final Tensor firstMoment;
    private final Tensor secondMoment;
    private long step;

    /** An optimiser with zero moments; its buffers are owned by the parameters. */
    public Adam(Parameters parameters, AdamConfig config) {
        this.parameters = parameters;
        this.config = config;
        this.firstMoment = parameters.newBuffer();
        this.secondMoment = parameters.newBuffer();
    }

    /** Updates the parameters with their current gradient. */
    public void step(double learningRate) {
        begin();
        if (config.normaliseGradients()) {
            normaliseGradients();
        }
        update(learningRate, 0, parameters.elements());
    }

    /** Whether a step can be taken range by range: gradients are not divided by their norm. */
    boolean inRanges() {
        return !config.normaliseGradients();
    }

    /** Counts a step whose ranges follow by {@link #update}. */
    void begin() {
        step++;
    }

    /** Updates a range of the flat buffer; ranges that do not overlap may be updated on several threads. */
    void update(double learningRate, long from, long count) {
        NoGrad.run(() -> {
            try (Scope scope = Scope.open("adam")) {
                InPlace.adam(
                        parameters.values().narrow(0, from, count),
                        parameters.gradients(0).narrow(0, from, count),
                        firstMoment.narrow(0, from, count),
                        secondMoment.narrow(0, from, count),
                        step,
                        learningRate,
                        config.beta1(),
                        config.beta2(),
                        config.epsilon());
            }
        });
    }

    void normaliseGradients() {
        NoGrad.run(() -> {
            try (Scope scope = Scope.open("norms")) {
                for (Parameter parameter : parameters.all()) {
                    for (Tensor gradient : blocks(parameter)) {
                        Tensor norm = gradient.square().sumAll().sqrt();
                        InPlace.scale(gradient, norm.plus(NORM_FLOOR).reciprocal());
                    }
                }
            }
        });
    }

    private static List<Tensor> blocks(Parameter parameter) {
        Tensor gradient = parameter.gradient();
        if (parameter.columnBlocks() == 1) {
            return List.of(gradient);
        }
        List<Tensor> blocks = new ArrayList<>();
        long width = gradient.size(-1) / parameter.columnBlocks();
        for (int block = 0; block < parameter.columnBlocks(); block++) {
            blocks.add(gradient.narrow(gradient.rank() - 1, block * width, width));
        }
        return blocks;
    }

    /** Everything needed to continue: both moments and the number of steps. */
    public State state() {
        return new State(step, firstMoment.toFloats(), secondMoment.toFloats());
    }

    /** Restores what {@link #state} returned. */
    public void restore(State state) {
        step = state.step();
        NoGrad.run(() -> {
            try (Scope scope = Scope.open("restore adam")) {
                InPlace.copy(firstMoment, Tensors.of(state.firstMoment(), state.firstMoment().length));
                InPlace.copy(secondMoment, Tensors.of(state.secondMoment(), state.secondMoment().length));
            }
        });
    }

    /** The state of the optimiser; moments in the order of the flat buffers. */
    public record State(long step, float[] firstMoment, float[] secondMoment) {}
}
