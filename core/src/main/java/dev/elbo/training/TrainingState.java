package dev.elbo.training;

import dev.elbo.tensor.StoredTensor;
import java.util.List;
import java.util.Map;

/** Everything of a training run between two epochs: enough to continue bit for bit. */
public record TrainingState(
        Map<String, StoredTensor> latest,
        Map<String, StoredTensor> best,
        Adam.State adam,
        EarlyStopping earlyStopping,
        List<EpochMetrics> history) {

    /** Number of finished epochs. */
    public int epoch() {
        return history.size();
    }
}
