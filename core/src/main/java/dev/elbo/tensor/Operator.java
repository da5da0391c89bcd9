package dev.elbo.tensor;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.TensorList;

/** Operators of libtorch that have no Java method, by the name they are registered under; to be used in a scope. */
final class Operator {
    private Operator() {}

    /**
     * Calls an operator for what it does to its arguments.
     *
     * @param name with its namespace
     * @param arguments all of its schema, in order
     */
    static void call(String name, IValue... arguments) {
        Scope.current();
        try {
            Dispatcher.singleton().findSchemaOrThrow(name, "").callBoxed(new IValueVector(arguments));
        } catch (RuntimeException e) {
            throw TensorException.of(name, e);
        }
    }

    static IValue list(Tensor... tensors) {
        GenericList list = new GenericList(new TensorList().elementType());
        for (Tensor tensor : tensors) {
            list.push_back(new IValue(tensor.handle()));
        }
        return new IValue(list);
    }
}
