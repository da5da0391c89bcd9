package dev.elbo.training;

import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Keeps a copy of the best parameters so far, alongside those being trained. */
final class BestParameters {
    private final Parameters parameters;
    private final Adam adam;
    private final Tensor best;

    BestParameters(Parameters parameters, Adam adam) {
        this.parameters = parameters;
        this.adam = adam;
        this.best = parameters.newBuffer();
    }

    /** Records the current values as the best. */
    void keep() {
        copy(best, parameters.values());
    }

    /** Replaces the current values with the best. */
    void use() {
        copy(parameters.values(), best);
    }

    /** Restores current values, best values and optimiser. */
    void restore(TrainingState<?> state) {
        parameters.restore(state.best());
        keep();
        parameters.restore(state.latest());
        adam.restore(state.adam());
    }

    <E> TrainingState<E> state(EarlyStopping earlyStopping, List<E> history) {
        Map<String, StoredTensor> latest = parameters.snapshot();
        return NoGrad.run(() -> {
            try (Scope scope = Scope.open("training state")) {
                Tensor current = parameters.values().times(1);
                InPlace.copy(parameters.values(), best);
                Map<String, StoredTensor> bestValues = parameters.snapshot();
                InPlace.copy(parameters.values(), current);
                return new TrainingState<>(latest, bestValues, adam.state(), earlyStopping, List.copyOf(history));
            }
        });
    }

    private static void copy(Tensor target, Tensor source) {
        NoGrad.run(() -> InPlace.copy(target, source));
    }
}
