/**
 * Link prediction and classification from few labels: models that are trained and measured in memory.
 *
 * <pre>{@code
 * LinkConfig, Graph, EdgeSplit -> LinkTraining -> LinkResult, predicted links
 * SemiSupervisedConfig, Dataset, TrainedModel -> SemiSupervisedTraining -> SemiSupervisedResult
 * }</pre>
 *
 * <p>Belongs: what is trained and measured. Does not belong: directories and checkpoints ({@code runs}).
 */
@NullMarked
package dev.elbo.tasks;

import org.jspecify.annotations.NullMarked;
