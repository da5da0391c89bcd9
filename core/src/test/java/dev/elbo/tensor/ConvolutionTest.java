package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.testing.Gradients;
import dev.elbo.testing.InScope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions against plain loops, gradients against central differences. */
@ExtendWith(InScope.class)
class ConvolutionTest {
    private static final int BATCH = 2;
    private static final int IN = 2;
    private static final int OUT = 3;

    private static double[] waves(int count, double pace) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> Math.sin(pace * i + 0.3));
        return values;
    }

    @ParameterizedTest
    @CsvSource({"5, 4, 3, 1, 1", "5, 4, 3, 2, 1", "7, 6, 3, 2, 1", "6, 7, 5, 2, 2", "1, 1, 3, 2, 1", "4, 5, 1, 1, 0"})
    void a_convolution_is_that_of_plain_loops(int height, int width, int kernel, int stride, int padding) {
        double[] x = waves(BATCH * IN * height * width, 1.7);
        double[] weight = waves(OUT * IN * kernel * kernel, 2.3);
        double[] bias = waves(OUT, 0.9);
        int outHeight = (height + 2 * padding - kernel) / stride + 1;
        int outWidth = (width + 2 * padding - kernel) / stride + 1;
        double[] expected = new double[BATCH * OUT * outHeight * outWidth];
        for (int at = 0; at < expected.length; at++) {
            int column = at % outWidth;
            int line = at / outWidth % outHeight;
            int o = at / outWidth / outHeight % OUT;
            int b = at / outWidth / outHeight / OUT;
            double sum = bias[o];
            for (int i = 0; i < IN; i++) {
                for (int r = 0; r < kernel; r++) {
                    for (int c = 0; c < kernel; c++) {
                        int y = line * stride + r - padding;
                        int z = column * stride + c - padding;
                        if (y >= 0 && y < height && z >= 0 && z < width) {
                            sum += x[((b * IN + i) * height + y) * width + z]
                                    * weight[((o * IN + i) * kernel + r) * kernel + c];
                        }
                    }
                }
            }
            expected[at] = sum;
        }
        Tensor actual = Convolution.conv2d(
                Tensors.of(x, BATCH, IN, height, width),
                Tensors.of(weight, OUT, IN, kernel, kernel),
                Optional.of(Tensors.of(bias, OUT)),
                stride,
                padding);
        assertThat(actual.shape()).containsExactly(BATCH, OUT, outHeight, outWidth);
        assertThat(actual.toDoubles()).containsExactly(expected, within(1e-13)); // 50 terms below 1
    }

    @ParameterizedTest
    @CsvSource({"5, 4, 3", "1, 1, 3", "7, 2, 5", "4, 6, 1"})
    void folding_gives_the_same_convolution_and_the_same_gradients(int height, int width, int kernel) {
        Tensor x = Tensors.of(waves(BATCH * IN * height * width, 1.7), BATCH, IN, height, width)
                .requireGrad();
        Tensor weight = Tensors.of(waves(OUT * IN * kernel * kernel, 2.3), OUT, IN, kernel, kernel)
                .requireGrad();
        Tensor bias = Tensors.of(waves(OUT, 0.9), OUT).requireGrad();
        Tensor slope = Tensors.of(waves(BATCH * OUT * height * width, 0.7), BATCH, OUT, height, width);
        Tensor folded = Convolution.conv2dByFolding(x, weight, Optional.of(bias));
        folded.times(slope).sumAll().backward();

        List<Tensor> leaves = List.of(x, weight, bias);
        List<Tensor> plain =
                leaves.stream().map(leaf -> leaf.detach().requireGrad()).toList();
        Tensor direct = Convolution.conv2d(plain.get(0), plain.get(1), Optional.of(plain.get(2)), 1, kernel / 2);
        direct.times(slope).sumAll().backward();
        assertThat(folded.shape()).containsExactly(BATCH, OUT, height, width);
        assertThat(folded.toDoubles()).containsExactly(direct.toDoubles(), within(1e-13));
        for (int i = 0; i < leaves.size(); i++) {
            assertThat(leaves.get(i).grad().toDoubles())
                    .containsExactly(plain.get(i).grad().toDoubles(), within(1e-12));
        }
    }

    @Test
    void without_a_bias_none_is_added() {
        Tensor x = Tensors.of(waves(BATCH * IN * 12, 1.7), BATCH, IN, 4, 3);
        Tensor weight = Tensors.of(waves(OUT * IN * 9, 2.3), OUT, IN, 3, 3);
        Optional<Tensor> zero = Optional.of(Tensors.zeros(OUT).to(DType.DOUBLE));
        double[] expected = Convolution.conv2d(x, weight, zero, 1, 1).toDoubles();
        assertThat(Convolution.conv2d(x, weight, Optional.empty(), 1, 1).toDoubles())
                .containsExactly(expected, within(1e-13));
        assertThat(Convolution.conv2dByFolding(x, weight, Optional.empty()).toDoubles())
                .containsExactly(expected, within(1e-13));
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 3, 2, 1, 0, 0", "3, 2, 3, 2, 1, 1, 0", "2, 3, 3, 2, 1, 0, 1", "2, 2, 5, 2, 2, 1, 1"})
    void a_transposed_convolution_spreads_each_input_over_its_kernel(
            int height, int width, int kernel, int stride, int padding, int extraHeight, int extraWidth) {
        double[] x = waves(BATCH * IN * height * width, 1.7);
        double[] weight = waves(IN * OUT * kernel * kernel, 2.3);
        double[] bias = waves(OUT, 0.9);
        int outHeight = (height - 1) * stride - 2 * padding + kernel + extraHeight;
        int outWidth = (width - 1) * stride - 2 * padding + kernel + extraWidth;
        double[] expected = new double[BATCH * OUT * outHeight * outWidth];
        Arrays.setAll(expected, at -> bias[at / outWidth / outHeight % OUT]);
        for (int at = 0; at < x.length; at++) {
            int column = at % width;
            int line = at / width % height;
            int i = at / width / height % IN;
            int b = at / width / height / IN;
            for (int o = 0; o < OUT; o++) {
                for (int r = 0; r < kernel; r++) {
                    for (int c = 0; c < kernel; c++) {
                        int y = line * stride + r - padding;
                        int z = column * stride + c - padding;
                        if (y >= 0 && y < outHeight && z >= 0 && z < outWidth) {
                            expected[((b * OUT + o) * outHeight + y) * outWidth + z] +=
                                    x[at] * weight[((i * OUT + o) * kernel + r) * kernel + c];
                        }
                    }
                }
            }
        }
        Tensor actual = Convolution.transposedConv2d(
                Tensors.of(x, BATCH, IN, height, width),
                Tensors.of(weight, IN, OUT, kernel, kernel),
                Tensors.of(bias, OUT),
                stride,
                padding,
                extraHeight,
                extraWidth);
        assertThat(actual.shape()).containsExactly(BATCH, OUT, outHeight, outWidth);
        assertThat(actual.toDoubles()).containsExactly(expected, within(1e-13)); // 50 terms below 1
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void gradients_in_input_weight_and_bias_are_those_of_central_differences(int stride) {
        int x = 2 * 4 * 3;
        int weight = 2 * 2 * 9;
        double[] all = waves(x + weight + 2, 1.1);
        Gradients.assertMatch(
                p -> Convolution.conv2d(
                        p.narrow(0, 0, x).reshape(1, 2, 4, 3),
                        p.narrow(0, x, weight).reshape(2, 2, 3, 3),
                        Optional.of(p.narrow(0, x + weight, 2)),
                        stride,
                        1),
                all);
        Gradients.assertMatch(
                p -> Convolution.transposedConv2d(
                        p.narrow(0, 0, x).reshape(1, 2, 4, 3),
                        p.narrow(0, x, weight).reshape(2, 2, 3, 3),
                        p.narrow(0, x + weight, 2),
                        stride,
                        1,
                        stride - 1,
                        0),
                all);
    }
}
