package dev.elbo.report.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void ticks_are_round_few_inside_evenly_spaced_and_distinct() {
        Random random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            double min = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 5);
            double max = min + Math.max(Math.abs(min) * 1e-3, 1e-6) * (1 + 1000 * random.nextDouble());
            int most = 2 + random.nextInt(10);
            List<Ticks.Tick> ticks = Ticks.linear(min, max, most, false);
            String where = "[" + min + ", " + max + "] most " + most + ": " + ticks;
            assertThat(ticks).as(where).hasSizeBetween(1, most);
            assertThat(ticks.stream().map(Ticks.Tick::label)).as(where).doesNotHaveDuplicates();
            double slack = 1e-6 * (max - min);
            assertThat(ticks).as(where).allMatch(tick -> tick.value() >= min - slack && tick.value() <= max + slack);
            for (int i = 2; i < ticks.size(); i++) {
                double step = ticks.get(1).value() - ticks.get(0).value();
                assertThat(ticks.get(i).value() - ticks.get(i - 1).value())
                        .as(where)
                        .isCloseTo(step, within(1e-6 * step));
            }
        }
    }

    @Test
    void there_are_enough_ticks_to_read_a_value() {
        Random random = new Random(2);
        for (int round = 0; round < 2000; round++) {
            double min = random.nextGaussian() * 100;
            double max = min + 1e-3 + 300 * random.nextDouble();
            assertThat(Ticks.linear(min, max, 6, false)).hasSizeBetween(2, 6);
        }
    }

    @Test
    void labels_read_as_their_values() {
        assertThat(labels(Ticks.linear(0, 1, 5, false))).containsExactly("0.00", "0.25", "0.50", "0.75", "1.00");
        assertThat(labels(Ticks.linear(-2, 2, 5, false))).containsExactly("−2", "−1", "0", "1", "2");
        assertThat(labels(Ticks.linear(0, 40_000, 4, false))).containsExactly("0", "20,000", "40,000");
        assertThat(labels(Ticks.linear(0, 3e-6, 4, false))).containsExactly("0", "10⁻⁶", "2×10⁻⁶", "3×10⁻⁶");
        assertThat(labels(Ticks.linear(0, 5e8, 3, false))).containsExactly("0", "2×10⁸", "4×10⁸");
    }

    @Test
    void an_axis_of_whole_numbers_has_no_half_epochs() {
        assertThat(labels(Ticks.linear(1, 3, 8, true))).containsExactly("1", "2", "3");
        for (int last = 2; last < 400; last++) {
            assertThat(Ticks.linear(1, last, 7, true)).allMatch(tick -> tick.value() == Math.rint(tick.value()));
        }
    }

    @Test
    void a_log_axis_has_powers_of_ten() {
        assertThat(labels(Ticks.log(1e-8, 1e2, 6, false)))
                .contains("10⁻⁸", "0.01")
                .hasSizeBetween(3, 7);
        assertThat(labels(Ticks.log(1, 1000, 10, false)))
                .containsExactly("1", "2", "5", "10", "20", "50", "100", "200", "500", "1000");
        assertThat(labels(Ticks.log(0.5, 150, 6, false))).containsExactly("1", "3", "10", "30", "100");
        assertThat(labels(Ticks.log(70, 600, 8, false))).containsExactly("70", "100", "200", "300", "500");
        assertThat(labels(Ticks.log(80, 110, 6, false))).contains("80", "90", "100", "110");
    }

    @Test
    void a_log_axis_of_whole_numbers_has_no_fractions() {
        assertThat(labels(Ticks.log(0.95, 2.1, 9, true))).containsExactly("1", "2");
        assertThat(labels(Ticks.log(0.6, 1100, 9, true))).startsWith("1").endsWith("1000");
    }

    private static List<String> labels(List<Ticks.Tick> ticks) {
        return ticks.stream().map(Ticks.Tick::label).toList();
    }
}
