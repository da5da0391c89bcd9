package dev.elbo.training;

import dev.elbo.tensor.StoredTensor;
import java.util.List;
import java.util.Map;

/** A training run between two epochs, whole: enough to go on bit for bit. */
public record TrainingState(
        Map<String, StoredTensor> latest,
        Map<String, StoredTensor> best,
        Adam.State adam,
        EarlyStopping earlyStopping,
        List<EpochMetrics> history) {

    public int epoch() {
        return history.size();
    }
}
