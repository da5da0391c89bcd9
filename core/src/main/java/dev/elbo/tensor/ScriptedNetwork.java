package dev.elbo.tensor;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.global.torch;

/**
 * A network from a TorchScript archive ({@code torch.jit.save}), used as it is: float32, on the CPU, in evaluation
 * mode, without gradients. Lives until {@link #close}.
 *
 * <p>An archive is a program, not data: it may call any operator of the engine, those that read and write files
 * included. Open only what you would run.
 */
public final class ScriptedNetwork implements AutoCloseable {
    private final String name;
    private final JitModule module;

    private ScriptedNetwork(String name, JitModule module) {
        this.name = name;
        this.module = module;
    }

    /**
     * @throws IllegalArgumentException in one sentence, if there is no such file or it holds no TorchScript module
     */
    public static ScriptedNetwork load(Path file) {
        TorchRuntime.load();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no TorchScript file " + file);
        }
        try (Scope scope = Scope.open("load scripted network")) {
            JitModule module = torch.load(file.toString());
            module.eval();
            module.retainReference();
            return new ScriptedNetwork(file.getFileName().toString(), module);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    file
                            + " holds no TorchScript module; save one with torch.jit.save(torch.jit.script(network), file)",
                    e);
        }
    }

    /** Name of the file it came from. */
    public String name() {
        return name;
    }

    /** The result of the network's {@code forward} for one tensor. */
    public Tensor apply(Tensor x) {
        return NoGrad.run(() -> Tensor.op(name, () -> forward(x), x));
    }

    private org.bytedeco.pytorch.Tensor forward(Tensor x) {
        IValue result = module.forward(new IValueVector(new IValue(x.handle())));
        if (!result.isTensor()) {
            throw new IllegalArgumentException("expected a network that gives one tensor, it gave something else");
        }
        return new org.bytedeco.pytorch.Tensor(result.toTensor());
    }

    @Override
    public void close() {
        if (!module.isNull()) {
            module.releaseReference();
        }
    }
}
