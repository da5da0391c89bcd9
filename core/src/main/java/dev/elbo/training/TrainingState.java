package dev.elbo.training;

import dev.elbo.tensor.StoredTensor;
import java.util.List;
import java.util.Map;

/**
 * A training between two epochs, whole: enough to continue bit for bit.
 *
 * @param <E> the record of an epoch
 */
public record TrainingState<E>(
        Map<String, StoredTensor> latest,
        Map<String, StoredTensor> best,
        Adam.State adam,
        EarlyStopping earlyStopping,
        List<E> history) {

    /** Epochs done. */
    public int epoch() {
        return history.size();
    }
}
