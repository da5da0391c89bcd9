package dev.elbo.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutional bodies: shapes of any image, layouts of rows, sizes of first activations. */
@ExtendWith(InScope.class)
class ConvTest {
    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    @ParameterizedTest
    @CsvSource({
        "RELU, 1, 28, 20",
        "RELU, 3, 32, 32",
        "GATED, 1, 7, 13",
        "GATED, 3, 5, 1",
        "RELU, 2, 1, 1",
        "GATED, 4, 2, 3",
    })
    void encoder_and_decoder_fit_images_of_any_sides(Activation activation, int channels, int height, int width) {
        Grid image = new Grid(channels, height, width);
        List<Integer> stages = List.of(4, 6, 5);
        Body encoder = ConvBody.encoder(parameters, "encoder", activation, image, stages);
        Body decoder = ConvBody.decoder(parameters, "decoder", activation, 3, image, stages);
        Layer head = decoder.head(parameters, "head", image.size(), 2);
        parameters.allocate(Rng.ofSeed(1));
        Tensor code = encoder.layers().apply(Rng.ofSeed(2).normal(2, image.size()));
        assertThat(code.shape()).containsExactly(2, encoder.width());
        assertThat(encoder.width()).isEqualTo(5 * ((height + 7) / 8) * ((width + 7) / 8));
        Tensor maps = decoder.layers().apply(Rng.ofSeed(3).normal(2, 3));
        assertThat(maps.shape()).containsExactly(2, decoder.width());
        assertThat(head.apply(maps).shape()).containsExactly(2, 2L * image.size());
    }

    @Test
    void a_layer_of_rows_is_a_convolution_of_their_planes() {
        Grid in = new Grid(2, 3, 4);
        Conv conv = Conv.same(parameters, "conv", in, 3, 1);
        parameters.allocate(Rng.ofSeed(1));
        float[] x = Rng.ofSeed(2).normal(1, in.size()).toFloats();
        float[] weight = conv.weight().tensor().toFloats();
        float[] bias = conv.bias().orElseThrow().tensor().toFloats();
        float[] actual = conv.apply(Tensors.of(x, 1, in.size())).toFloats();
        for (int o = 0; o < 3; o++) {
            for (int line = 0; line < 3; line++) {
                for (int column = 0; column < 4; column++) {
                    double sum = bias[o];
                    for (int i = 0; i < 2; i++) {
                        for (int r = -1; r <= 1; r++) {
                            for (int c = -1; c <= 1; c++) {
                                boolean inside = line + r >= 0 && line + r < 3 && column + c >= 0 && column + c < 4;
                                sum += inside
                                        ? x[(i * 3 + line + r) * 4 + column + c]
                                                * weight[((o * 2 + i) * 3 + r + 1) * 3 + c + 1]
                                        : 0;
                            }
                        }
                    }
                    assertThat((double) actual[(o * 3 + line) * 4 + column]).isCloseTo(sum, within(1e-5)); // float32
                }
            }
        }
    }

    @Test
    void a_gated_convolution_gates_the_first_half_of_its_maps_by_the_second() {
        Grid in = new Grid(1, 4, 4);
        Conv both = Conv.halving(parameters, "conv", in, 6);
        parameters.allocate(Rng.ofSeed(1));
        Tensor x = Rng.ofSeed(2).normal(1, in.size());
        float[] all = both.apply(x).toFloats(); // six maps of 2 by 2
        float[] gated = Activation.GATED.after(both).apply(x).toFloats();
        assertThat(gated).hasSize(12);
        for (int i = 0; i < 12; i++) {
            assertThat((double) gated[i]).isCloseTo(all[i] / (1 + Math.exp(-all[12 + i])), within(1e-6));
        }
    }

    @Test
    void first_activations_neither_vanish_nor_explode_through_encoder_and_decoder() {
        Grid image = new Grid(3, 33, 31);
        Body encoder = ConvBody.encoder(parameters, "encoder", Activation.RELU, image, List.of(32, 64, 64));
        Body decoder = ConvBody.decoder(parameters, "decoder", Activation.RELU, 40, image, List.of(32, 64, 64));
        Layer head = decoder.head(parameters, "head", image.size(), 1);
        parameters.allocate(Rng.ofSeed(1));
        // ReLU layers of He et al.'s variance keep the mean square of what they are given, up to the borders
        double code = encoder.layers()
                .apply(Rng.ofSeed(2).normal(20, image.size()))
                .square()
                .meanAll()
                .item();
        assertThat(code).isBetween(0.3, 2.0);
        double out = head.apply(decoder.layers().apply(Rng.ofSeed(3).normal(20, 40)))
                .square()
                .meanAll()
                .item();
        assertThat(out).isBetween(0.3, 4.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 3", "3, 5, 5"})
    void a_level_head_starts_with_its_numbers_whatever_the_latent(int channels, int height, int width) {
        Grid image = new Grid(channels, height, width);
        Body decoder = ConvBody.decoder(parameters, "decoder", Activation.RELU, 2, image, List.of(4));
        Layer head =
                decoder.biasedHead(parameters, "head", image.size(), 1, Optional.of((values, random) -> ramp(values)));
        parameters.allocate(Rng.ofSeed(1));
        Tensor out = head.apply(decoder.layers().apply(Rng.ofSeed(2).normal(3, 2)));
        float[] row = new float[image.size()];
        ramp(row);
        for (int i = 0; i < 3; i++) {
            assertThat(out.narrow(0, i, 1).toFloats()).containsExactly(row);
        }
        out.square().sumAll().backward();
        float[] slopes = parameters.get("head.weight").gradient().toFloats();
        assertThat(slopes).as("where learning begins").hasSize(channels * 4 * 9).doesNotContain(0);
    }

    private static void ramp(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.1f * i - 1;
        }
    }

    @Test
    void maps_that_do_not_halve_to_one_another_are_refused_when_declared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransposedConv.declare(parameters, "t", new Grid(2, 3, 3), new Grid(4, 7, 6)))
                .withMessageContaining("not to");
    }
}
