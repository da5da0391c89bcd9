package dev.elbo.samplequality;

import dev.elbo.networks.Body;
import dev.elbo.networks.Dense;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Relu;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/**
 * A classifier p(class|x) with hidden layers and a softmax. Its purpose here is its last hidden layer, a space in which
 * rows of one class are close together.
 *
 * @param width units of the last hidden layer
 */
public record Classifier(Layer body, int width, Layer head, int classes, Parameters parameters)
        implements AutoCloseable {

    /** ReLU layers of the given widths; parameters are declared but not allocated. */
    public static Classifier declare(int dataSize, List<Integer> widths, int classes) {
        Parameters parameters = new Parameters();
        Body body = Body.declare(parameters, "classifier.body", Relu::declare, dataSize, widths);
        Dense head = Dense.declare(parameters, "classifier.head", body.width(), classes, 1);
        return new Classifier(body.layers(), body.width(), head, classes, parameters);
    }

    /** (batch, data) -> (batch, width): the last hidden layer. */
    public Tensor features(Tensor x) {
        return body.apply(x);
    }

    /** (batch, data) -> (batch, classes): log-odds up to a constant per row. */
    public Tensor logits(Tensor x) {
        return head.apply(features(x));
    }

    /** (batch, data) and one class per row -> scalar: mean of −log p(class|x) in nats. */
    public Tensor crossEntropy(Tensor x, long[] labels) {
        Tensor logits = logits(x);
        Tensor chosen = logits.gather(1, Tensors.of(labels).unsqueeze(1)).squeeze(1);
        return logits.logSumExp(1).minus(chosen).meanAll();
    }

    @Override
    public void close() {
        parameters.close();
    }
}
