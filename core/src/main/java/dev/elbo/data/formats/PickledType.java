package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.io.Shown;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** NumPy's element type: a code such as f4, and its byte order. */
final class PickledType implements PickledState {
    private final String code;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private PickledType(String code) {
        this.code = code;
    }

    static PickledType of(Object[] args) {
        return new PickledType(String.valueOf(args[0]));
    }

    /** (version, order, …). */
    @Override
    public void set(Object state) {
        order = ">".equals(((Object[]) state)[1]) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    ByteOrder order() {
        return order;
    }

    int bytes() {
        return switch (code) {
            case "f4", "i4" -> 4;
            case "f8", "i8" -> 8;
            case "u1", "i1", "b1" -> 1;
            default ->
                throw new DataException("a pickled array has elements of type '" + Shown.text(code)
                        + "'; expected f4, f8, i4, i8, u1, i1 or b1");
        };
    }

    double get(ByteBuffer data, int index) {
        return switch (code) {
            case "f4" -> data.getFloat(4 * index);
            case "f8" -> data.getDouble(8 * index);
            case "i4" -> data.getInt(4 * index);
            case "i8" -> data.getLong(8 * index);
            case "u1" -> data.get(index) & 0xff;
            default -> data.get(index);
        };
    }
}
