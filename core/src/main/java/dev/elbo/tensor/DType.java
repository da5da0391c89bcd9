package dev.elbo.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element types: float32 in the network, float64 where special functions need it, int64 for indices. */
public enum DType {
    FLOAT("F32", 4, ScalarType.Float),
    DOUBLE("F64", 8, ScalarType.Double),
    LONG("I64", 8, ScalarType.Long),
    BOOL("BOOL", 1, ScalarType.Bool);

    private final String safetensorsName;
    private final int bytes;
    private final ScalarType scalarType;

    DType(String safetensorsName, int bytes, ScalarType scalarType) {
        this.safetensorsName = safetensorsName;
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    String safetensorsName() {
        return safetensorsName;
    }

    int bytes() {
        return bytes;
    }

    ScalarType scalarType() {
        return scalarType;
    }

    static DType of(ScalarType type) {
        for (DType candidate : values()) {
            if (candidate.scalarType.value == type.value) {
                return candidate;
            }
        }
        throw new IllegalStateException(
                "element type " + type + " has no name here; expected one of float, double, long, bool");
    }
}
