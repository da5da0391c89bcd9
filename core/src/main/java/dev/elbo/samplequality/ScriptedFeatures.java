package dev.elbo.samplequality;

import dev.elbo.data.RowShape;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.ScriptedNetwork;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.TensorException;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.List;

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
                    parts[part] = output(batch(values, to - from), to - from);
                }
            }
        });
        int width = parts[0].length / Math.min(BATCH, count);
        checkWidth(parts, count, width);
        float[] features = new float[count * width];
        for (int part = 0; part < parts.length; part++) {
            System.arraycopy(parts[part], 0, features, part * BATCH * width, parts[part].length);
        }
        return new Points(features, width);
    }

    /** @throws ElboException unless the network gives finite numbers, in one row for each of the batch */
    private float[] output(Tensor batch, int count) {
        float[] values;
        long[] found;
        try {
            Tensor output = network.apply(batch);
            found = output.shape();
            values = output.toFloats();
        } catch (TensorException e) {
            throw new ElboException(
                    "the network " + network.name() + " fails on rows of "
                            + shape.describe() + " as " + Arrays.toString(batch.shape()) + ": "
                            + reason(e.getCause() == null ? e : e.getCause()),
                    e);
        }
        if (found.length == 0 || found[0] != count || values.length == 0) {
            throw new ElboException("the network " + network.name() + " gives a tensor of shape "
                    + Arrays.toString(found) + " for " + count + " rows; expected one row of features for each, so a"
                    + " first axis of " + count);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new ElboException("the network " + network.name() + " gives " + value + " for a row of "
                        + shape.describe() + "; features must be finite, so check its normalisation");
            }
        }
        return values;
    }

    private void checkWidth(float[][] parts, int count, int width) {
        for (int part = 0; part < parts.length; part++) {
            int rows = Math.min(BATCH, count - part * BATCH);
            if (parts[part].length != rows * width) {
                throw new ElboException("the network " + network.name() + " gives " + width + " features per row in one"
                        + " batch and " + parts[part].length / rows + " in another; expected equally many");
            }
        }
    }

    /** What the engine says at the end of its traceback through the network, in one line. */
    private static String reason(Throwable cause) {
        List<String> lines = String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.stream()
                .filter(line -> line.matches("[A-Za-z]*Error: .*"))
                .findFirst()
                .map(line -> line.replaceFirst("^[A-Za-z]*Error: ", ""))
                .orElse(lines.isEmpty() ? "no reason given" : lines.get(0));
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
