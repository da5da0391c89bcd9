package dev.elbo.training;

import dev.elbo.tensor.StoredTensor;
import java.util.List;
import java.util.Map;

/**
 * The complete state of training between two epochs, sufficient to continue bit for bit.
 *
 * @param <E> the record of an epoch
 * @param latest parameters after the last epoch
 * @param best parameters of the best epoch
 */
public record TrainingState<E>(
        Map<String, StoredTensor> latest,
        Map<String, StoredTensor> best,
        Adam.State adam,
        EarlyStopping earlyStopping,
        List<E> history) {

    /** Number of epochs done. */
    public int epoch() {
        return history.size();
    }
}
