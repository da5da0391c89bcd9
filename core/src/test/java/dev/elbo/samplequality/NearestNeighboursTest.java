package dev.elbo.samplequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    @Test
    void it_agrees_with_the_vote_after_a_full_sort() {
        SplittableRandom random = new SplittableRandom(4);
        int points = 60;
        float[] coordinates = new float[2 * points];
        int[] labels = new int[points];
        for (int i = 0; i < points; i++) {
            labels[i] = random.nextInt(4);
            coordinates[2 * i] = random.nextFloat() + labels[i] * 0.3f;
            coordinates[2 * i + 1] = random.nextFloat();
        }
        NearestNeighbours nearest = new NearestNeighbours(coordinates, labels, 2, 5);
        for (int query = 0; query < 200; query++) {
            float[] at = {2 * random.nextFloat(), random.nextFloat()};
            List<Integer> sorted = IntStream.range(0, points)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i ->
                            Math.pow(coordinates[2 * i] - at[0], 2) + Math.pow(coordinates[2 * i + 1] - at[1], 2)))
                    .limit(5)
                    .toList();
            Map<Integer, Long> votes =
                    sorted.stream().collect(Collectors.groupingBy(i -> labels[i], Collectors.counting()));
            long most = votes.values().stream().mapToLong(v -> v).max().orElseThrow();
            assertThat(votes.get(nearest.classify(at, 0))).isEqualTo(most);
            if (votes.values().stream().filter(v -> v == most).count() > 1) {
                int first = sorted.stream()
                        .map(i -> labels[i])
                        .filter(l -> votes.get(l) == most)
                        .findFirst()
                        .orElseThrow();
                assertThat(nearest.classify(at, 0)).isEqualTo(first);
            }
        }
    }

    @Test
    void accuracy_is_the_share_of_correct_answers() {
        NearestNeighbours nearest = new NearestNeighbours(new float[] {0, 1, 10}, new int[] {0, 0, 1}, 1, 1);
        assertThat(nearest.accuracy(new float[] {-1, 0.9f, 9, 11}, new int[] {0, 0, 0, 1}))
                .isEqualTo(0.75);
    }

    @Test
    void in_leave_one_out_a_point_does_not_vote_for_itself() {
        NearestNeighbours nearest = new NearestNeighbours(new float[] {0, 1, 2, 10}, new int[] {0, 0, 1, 1}, 1, 1);
        assertThat(nearest.leaveOneOutAccuracy()).isEqualTo(0.75); // 2 is nearest to 1, of another class
        assertThat(nearest.accuracy(nearest.points(), nearest.labels())).isEqualTo(1);
    }

    @Test
    void there_cannot_be_more_neighbours_than_points() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestNeighbours(new float[2], new int[2], 1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestNeighbours(new float[3], new int[2], 1, 1));
    }
}
