package dev.elbo.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The trainable tensors of a model, in one flat buffer with one flat gradient beside it: an optimiser is a few passes
 * over one array. Layers {@link #declare} what they need, then {@link #allocate} gives everything its values.
 *
 * <p>The only owner of tensors that outlive a scope; {@link #close} frees them.
 */
public final class Parameters implements AutoCloseable {
    private static final String OWNER = "parameters";

    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private final List<org.bytedeco.pytorch.Tensor> kept = new ArrayList<>();
    private @Nullable Tensor values;
    private final List<Tensor> gradients = new ArrayList<>();
    private boolean closed;

    /** Announces a parameter; its values come with {@link #allocate}. */
    public Parameter declare(String name, long[] shape, Initialiser initialiser) {
        return declare(name, shape, 1, initialiser);
    }

    /** Announces a parameter whose last axis holds {@code columnBlocks} tensors side by side. */
    public Parameter declare(String name, long[] shape, int columnBlocks, Initialiser initialiser) {
        if (values != null) {
            throw new IllegalStateException("parameter " + name + " declared after allocation");
        }
        Parameter parameter = new Parameter(name, shape, columnBlocks, initialiser);
        if (byName.putIfAbsent(name, parameter) != null) {
            throw new IllegalArgumentException("two parameters are called " + name);
        }
        return parameter;
    }

    /** Gives every declared parameter memory and its first values, each from its own stream. */
    public Parameters allocate(Rng rng) {
        if (values != null) {
            throw new IllegalStateException("parameters are allocated already");
        }
        try (Scope scope = Scope.open("allocate")) { // for helpers: what is kept outlives it
            allocateIn(rng);
        }
        return this;
    }

    private void allocateIn(Rng rng) {
        Tensor flat = newBuffer();
        values = flat;
        long offset = 0;
        for (Parameter parameter : byName.values()) {
            parameter.bind(view(flat, offset, parameter));
            offset += parameter.elements();
        }
        addShare();
        for (Parameter parameter : byName.values()) {
            float[] first = new float[Math.toIntExact(parameter.elements())];
            parameter.initialiser().fill(first, rng.child(parameter.name()).java());
            set(parameter, first);
        }
    }

    /** A gradient for one more worker. */
    private void addShare() {
        Tensor gradient = newBuffer();
        gradients.add(gradient);
        long offset = 0;
        for (Parameter parameter : byName.values()) {
            Tensor slopes = view(gradient, offset, parameter);
            Tensor leaf = keep(parameter.values().handle().detach());
            leaf.handle().set_requires_grad(true);
            leaf.handle().mutable_grad().put(slopes.handle());
            parameter.bind(new GradientShare(leaf, slopes));
            offset += parameter.elements();
        }
    }

    private Tensor view(Tensor flat, long offset, Parameter parameter) {
        return keep(flat.handle().narrow(0, offset, parameter.elements()).view(parameter.shape()));
    }

    /** Gives each of so many workers a gradient of its own, as far as they have none. */
    public void shareAmong(Workers workers) {
        values();
        try (Scope scope = Scope.open("gradients of workers")) {
            while (gradients.size() < workers.count()) {
                addShare();
            }
        }
    }

    private Tensor keep(org.bytedeco.pytorch.Tensor handle) {
        handle.retainReference();
        kept.add(handle);
        return Tensor.kept(handle, OWNER);
    }

    /** Every declared parameter, in declaration order. */
    public List<Parameter> all() {
        return List.copyOf(byName.values());
    }

    /** @throws IllegalArgumentException if no parameter has this name */
    public Parameter get(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter is called " + name + "; there are " + byName.keySet());
        }
        return parameter;
    }

    /** Number of trainable values. */
    public long elements() {
        return byName.values().stream().mapToLong(Parameter::elements).sum();
    }

    /** All values on one axis, in declaration order. */
    public Tensor values() {
        return allocated(values);
    }

    /** All gradients on one axis, in declaration order: those of the worker on the calling thread. */
    public Tensor gradient() {
        values();
        int worker = Workers.index();
        return gradients.get(worker < gradients.size() ? worker : 0);
    }

    /** As {@link #gradient}, of one of the workers. */
    public Tensor gradients(int worker) {
        values();
        return gradients.get(worker);
    }

    /**
     * Replaces the gradient, that of the worker on the calling thread, by that of {@code loss}.
     *
     * @param loss a scalar
     */
    public void differentiate(Tensor loss) {
        List<GradientShare> shares =
                byName.values().stream().map(Parameter::share).toList();
        NoGrad.run(() -> shares.forEach(GradientShare::begin));
        loss.backward();
        NoGrad.run(() -> shares.forEach(GradientShare::end));
    }

    /** Whether the gradient, that of the worker on the calling thread, has a finite norm. */
    public boolean gradientFinite() {
        return finite(gradient());
    }

    /** One pass without a tensor in between; a norm that overflows is no gradient to follow either. */
    private static boolean finite(Tensor values) {
        return NoGrad.run(() -> {
            try (Scope scope = Scope.open("norm")) {
                return Double.isFinite(values.dot(values).item());
            }
        });
    }

    /**
     * Adds the gradients of all workers to that of worker 0, in their order, for a range of the flat buffer.
     *
     * @return whether the result is finite
     */
    public boolean sumGradients(int workers, long from, long count) {
        return NoGrad.run(() -> {
            try (Scope scope = Scope.open("sum of gradients")) {
                Tensor sum = gradients.get(0).narrow(0, from, count);
                for (int worker = 1; worker < workers; worker++) {
                    InPlace.add(sum, gradients.get(worker).narrow(0, from, count), 1);
                }
                return finite(sum);
            }
        });
    }

    private Tensor allocated(@Nullable Tensor buffer) {
        if (buffer == null || closed) {
            throw new IllegalStateException(
                    closed ? "parameters are closed" : "parameters have no values yet; call allocate");
        }
        return buffer;
    }

    /** A zeroed buffer as long as {@link #values}, owned by these parameters: an optimiser's memory. */
    public Tensor newBuffer() {
        try (Scope scope = Scope.open("new buffer")) {
            return keep(torch.zeros(new long[] {elements()}, new TensorOptions(DType.FLOAT.scalarType())));
        }
    }

    /** Replaces one parameter's values. */
    public void set(Parameter parameter, float[] newValues) {
        if (newValues.length != parameter.elements()) {
            throw new IllegalArgumentException("parameter " + parameter.name() + " has " + parameter.elements()
                    + " values, got " + newValues.length);
        }
        NoGrad.run(() -> {
            try (Scope scope = Scope.open("set parameter")) {
                InPlace.copy(parameter.tensor(), Tensors.of(newValues, parameter.shape()));
            }
        });
    }

    /** Every parameter's values by name, copied out. */
    public Map<String, StoredTensor> snapshot() {
        Map<String, StoredTensor> copy = new LinkedHashMap<>();
        for (Parameter parameter : byName.values()) {
            copy.put(
                    parameter.name(),
                    new StoredTensor(parameter.shape(), parameter.tensor().toFloats()));
        }
        return Collections.unmodifiableMap(copy);
    }

    /** Puts back what {@link #snapshot} gave; names and shapes must match exactly. */
    public void restore(Map<String, StoredTensor> stored) {
        if (!stored.keySet().equals(byName.keySet())) {
            throw new IllegalArgumentException(
                    "stored tensors " + stored.keySet() + " do not match the model's " + byName.keySet());
        }
        for (Parameter parameter : byName.values()) {
            StoredTensor tensor = Objects.requireNonNull(stored.get(parameter.name()));
            if (!java.util.Arrays.equals(tensor.shape(), parameter.shape())) {
                throw new IllegalArgumentException("stored tensor " + parameter.name() + " has shape "
                        + java.util.Arrays.toString(tensor.shape()) + ", the model needs "
                        + java.util.Arrays.toString(parameter.shape()));
            }
            set(parameter, tensor.values());
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            for (int i = kept.size() - 1; i >= 0; i--) {
                kept.get(i).releaseReference();
            }
            kept.clear();
        }
    }
}
