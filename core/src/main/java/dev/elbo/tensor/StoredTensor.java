package dev.elbo.tensor;

/** A tensor outside native memory: row-major float32 values under a shape. */
public record StoredTensor(long[] shape, float[] values) {}
