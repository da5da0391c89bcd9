package dev.elbo.testing;

import dev.elbo.tensor.Scope;
import dev.elbo.tensor.TorchRuntime;
import java.nio.file.Path;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.global.torch;

/** TorchScript archives, as a user's Python would save them. */
public final class Scripts {
    private Scripts() {}

    /** A module with {@code self.weight}, the 3 x 3 identity, and the given {@code forward}. */
    public static Path save(Path file, String code) {
        TorchRuntime.load();
        try (Scope scope = Scope.open("script")) {
            JitModule module = new JitModule(new QualifiedName("Net"));
            module.register_parameter("weight", torch.eye(3), false);
            module.define(code);
            module.save(file.toString());
        }
        return file;
    }
}
