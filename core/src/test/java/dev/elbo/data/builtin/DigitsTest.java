package dev.elbo.data.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private static final Dataset DIGITS = Digits.generate(Digits.ROWS, Digits.SEED);

    @Test
    void they_are_ten_thousand_grey_images_with_a_split() {
        assertThat(DIGITS.rows()).isEqualTo(10_000);
        assertThat(DIGITS.shape()).isEqualTo(RowShape.image(1, 28, 28));
        Split split = DIGITS.officialSplit().orElseThrow();
        assertThat(split.train()).hasSize(8000);
        assertThat(split.validation()).hasSize(1000);
        assertThat(split.test()).hasSize(1000);
    }

    @Test
    void the_same_seed_gives_the_same_bytes_on_every_platform() {
        // Recorded once; a change here changes every number published about these digits.
        assertThat(DIGITS.sha256()).isEqualTo("0180e4a983726e699cda19c570845415da31cd33d5c33d981e3cf44554ae1f2d");
        assertThat(Digits.generate(100, 5).sha256())
                .isEqualTo(Digits.generate(100, 5).sha256());
        assertThat(Digits.generate(100, 6).sha256())
                .isNotEqualTo(Digits.generate(100, 5).sha256());
    }

    @Test
    void fewer_rows_of_the_same_seed_are_the_first_rows() {
        assertThat(Digits.generate(30, Digits.SEED).sha256())
                .isEqualTo(DIGITS.select(Split.range(0, 30)).sha256());
    }

    @Test
    void all_classes_are_about_equally_frequent_in_every_part() {
        Split split = DIGITS.officialSplit().orElseThrow();
        for (int[] part : new int[][] {split.train(), split.validation(), split.test()}) {
            int[] counts = new int[10];
            for (int row : part) {
                counts[DIGITS.label(row)]++;
            }
            double bound = 5 * Math.sqrt(part.length * 0.1 * 0.9);
            for (int count : counts) {
                assertThat(Math.abs(count - part.length * 0.1)).isLessThan(bound);
            }
        }
    }

    @Test
    void no_two_images_are_alike() {
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < 2000; row++) {
            seen.add(DIGITS.select(new int[] {row}).sha256());
        }
        assertThat(seen).hasSize(2000);
    }

    /** The mean ink of MNIST is 33.3 of 255 (published as 0.1307), and its digits stay off the border. */
    @Test
    void they_are_inked_like_mnist() {
        double sum = 0;
        double border = 0;
        BitSet levels = new BitSet(256);
        for (int row = 0; row < DIGITS.rows(); row++) {
            for (int i = 0; i < 784; i++) {
                float ink = DIGITS.raw(row, i);
                levels.set((int) ink);
                sum += ink;
                boolean edge = i < 28 || i >= 756 || i % 28 == 0 || i % 28 == 27;
                border += edge ? ink : 0;
            }
        }
        assertThat(sum / 255 / 784 / DIGITS.rows()).isBetween(0.10, 0.16);
        assertThat(border / sum).isLessThan(0.005); // 0.14 if the ink were spread evenly
        assertThat(levels.cardinality()).as("grey levels").isGreaterThan(200);
    }

    @Test
    void a_nearest_neighbour_classifier_learns_them_from_a_thousand() {
        int right = 0;
        for (int test = 9_000; test < 9_200; test++) {
            right += DIGITS.label(nearest(test, 1_000)) == DIGITS.label(test) ? 1 : 0;
        }
        assertThat(right).isBetween(170, 200); // guessing would be right 20 times
    }

    private static int nearest(int row, int among) {
        byte[] data = ((Values.Bytes) DIGITS.values()).data();
        long best = Long.MAX_VALUE;
        int found = -1;
        for (int other = 0; other < among; other++) {
            long distance = 0;
            for (int i = 0; i < 784; i++) {
                int d = (data[row * 784 + i] & 0xff) - (data[other * 784 + i] & 0xff);
                distance += (long) d * d;
            }
            if (distance < best) {
                best = distance;
                found = other;
            }
        }
        return found;
    }
}
