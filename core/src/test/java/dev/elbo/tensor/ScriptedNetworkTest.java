package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.testing.InScope;
import dev.elbo.testing.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(InScope.class)
class ScriptedNetworkTest {
    @TempDir
    Path folder;

    private Path saved(String name, String code) {
        return Scripts.save(folder.resolve(name), code);
    }

    @Test
    void a_saved_network_gives_what_its_forward_says() {
        Path file = saved("net.pt", "def forward(self, x):\n    return torch.mm(x, self.weight) * 2 + 1\n");
        try (ScriptedNetwork network = ScriptedNetwork.load(file)) {
            Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).requireGrad();
            Tensor y = network.apply(x);
            assertThat(y.toFloats()).containsExactly(3, 5, 7, 9, 11, 13);
            assertThat(y.requiresGrad()).isFalse();
            assertThat(network.name()).isEqualTo("net.pt");
        }
    }

    @Test
    void it_outlives_the_scope_it_was_loaded_in_and_frees_what_it_took() {
        Path file = saved("net.pt", "def forward(self, x):\n    return x + 1\n");
        long before = TorchRuntime.liveHandles();
        ScriptedNetwork network;
        try (Scope inner = Scope.open("inner")) {
            network = ScriptedNetwork.load(file);
        }
        try (Scope use = Scope.open("use")) {
            assertThat(network.apply(Tensors.zeros(2)).toFloats()).containsExactly(1, 1);
        }
        network.close();
        network.close();
        assertThat(TorchRuntime.liveHandles()).isEqualTo(before);
    }

    @Test
    void what_is_no_network_is_refused_in_one_sentence() throws IOException {
        Path noise = Files.write(folder.resolve("noise.pt"), new byte[] {1, 2, 3});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScriptedNetwork.load(noise))
                .withMessageStartingWith(noise + " holds no TorchScript module; save one with");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScriptedNetwork.load(folder.resolve("absent.pt")))
                .withMessageStartingWith("there is no TorchScript file");
        Path pair = saved("pair.pt", "def forward(self, x):\n    return x, x\n");
        try (ScriptedNetwork network = ScriptedNetwork.load(pair)) {
            assertThatExceptionOfType(TensorException.class)
                    .isThrownBy(() -> network.apply(Tensors.zeros(2)))
                    .withMessageContaining("expected a network that gives one tensor");
        }
    }
}
