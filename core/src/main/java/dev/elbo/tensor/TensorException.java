package dev.elbo.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A native operation failed; the message is one sentence with the operation and its operands. */
public final class TensorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence: the operation, its operands and what went wrong */
    public TensorException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Rewrites a native message of thousands of characters into its first line and the operands' shapes. */
    static TensorException of(String op, RuntimeException cause, Tensor... operands) {
        String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("native failure");
        String shapes = Arrays.stream(operands).map(Tensor::describe).collect(Collectors.joining(" "));
        return new TensorException(op + ": " + first + " [operands: " + shapes + "]", cause);
    }
}
