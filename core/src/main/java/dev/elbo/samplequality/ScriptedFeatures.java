package dev.elbo.samplequality;

import dev.elbo.data.RowShape;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.ScriptedNetwork;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;

/**
 * The output of a user's TorchScript network for each row. Its input is images as (batch, channels, height, width) in
 * [0, 1] or tables as (batch, columns), its output (batch, …); resizing and normalisation are up to the network.
 */
public record ScriptedFeatures(ScriptedNetwork network, RowShape shape) implements FeatureSpace {
    private static final int BATCH = 100;

    @Override
    public String name() {
        return "network " + network.name();
    }

    @Override
    public Points of(Points rows) {
        int count = rows.count();
        float[][] parts = new float[(count + BATCH - 1) / BATCH][];
        NoGrad.run(() -> {
            for (int part = 0; part < parts.length; part++) {
                int from = part * BATCH;
                int to = Math.min(count, from + BATCH);
                try (Scope scope = Scope.open("features")) {
                    float[] values = Arrays.copyOfRange(rows.values(), from * rows.width(), to * rows.width());
                    parts[part] = network.apply(batch(values, to - from)).toFloats();
                }
            }
        });
        int width = parts[0].length / Math.min(BATCH, count);
        float[] features = new float[count * width];
        for (int part = 0; part < parts.length; part++) {
            System.arraycopy(parts[part], 0, features, part * BATCH * width, parts[part].length);
        }
        return new Points(features, width);
    }

    private Tensor batch(float[] values, int count) {
        return shape.image()
                ? Tensors.of(values, count, shape.channels(), shape.height(), shape.width())
                : Tensors.of(values, count, shape.size());
    }

    @Override
    public void close() {
        network.close();
    }
}
