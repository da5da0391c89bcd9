package dev.elbo.networks;

import dev.elbo.tensor.Tensor;

/** What follows a linear map with {@link #blocks} times as many results as the activation itself has. */
public enum Activation {
    /** max(0, x). */
    RELU(1) {
        @Override
        Tensor apply(Tensor x) {
            return x.relu();
        }
    },
    /** First half times the sigmoid of the second half. Dauphin et al. 2017, eq. 1. */
    GATED(2) {
        @Override
        Tensor apply(Tensor x) {
            return x.glu();
        }
    };

    private final int blocks;

    Activation(int blocks) {
        this.blocks = blocks;
    }

    int blocks() {
        return blocks;
    }

    abstract Tensor apply(Tensor x);

    Layer after(Layer linear) {
        return new After(linear, this);
    }

    private record After(Layer linear, Activation activation) implements Layer {
        @Override
        public Tensor apply(Tensor x, Context context) {
            return activation.apply(linear.apply(x, context));
        }

        @Override
        public long activationsPerRow() {
            return linear.activationsPerRow() + linear.activationsPerRow() / activation.blocks;
        }
    }
}
