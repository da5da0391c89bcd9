package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.training.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was interrupted and resumed equals an uninterrupted one bit for bit. */
class ResumeTest {
    @TempDir
    Path directory;

    private SmallRuns runs;

    @BeforeEach
    void data() {
        runs = new SmallRuns(directory);
    }

    /** Kills the run at a step of an epoch, or after the epoch when the step is 0. */
    private record Killer(int epoch, int step) implements RunListener {
        @Override
        public void on(RunEvent event) {
            if (event instanceof RunEvent.Step at) {
                kill(at.epoch() == epoch && at.step() == step);
            } else if (event instanceof RunEvent.Epoch at) {
                kill(step == 0 && at.epoch() == epoch);
            }
        }

        private static void kill(boolean now) {
            if (now) {
                throw new IllegalStateException("killed");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vamp, 1, 2, 1",
        "vamp, 3, 4, 0",
        "vamp from noise, 2, 4, 3",
        "vamp from noise, 5, 6, 4",
        "mixture, 2, 3, 2",
        "standard, 4, 6, 0",
        "static, 3, 5, 2",
        "sphere, 2, 3, 3",
        "spheres, 1, 2, 2",
        "optimal, 2, 4, 3",
        "per-image, 3, 5, 0",
        "shared, 2, 3, 1",
        "wasserstein, 2, 3, 1",
        "adversarial, 2, 4, 2",
        "masked, 1, 2, 3",
        "full covariance, 2, 3, 1",
    })
    void a_run_resumed_from_a_checkpoint_ends_the_same(String kind, int checkpoint, int killedEpoch, int killedStep) {
        RunConfig config = runs.config(kind);
        Run whole = runs.trained("whole", config);

        // A run of fewer epochs leaves the checkpoint that a longer one leaves after that epoch.
        Run part = runs.trained("part", config.with(Setting.EPOCHS, Integer.toString(checkpoint)));
        AtomicFiles.writeString(part.directory().config(), ConfigFile.write(config));
        Run killed = Run.open(part.directory().path(), runs.access, new Killer(killedEpoch, killedStep));
        assertThatIllegalStateException().isThrownBy(killed::train).withMessage("killed");
        assertThat(killed.trained()).isFalse();
        Run resumed = Run.open(part.directory().path(), runs.access, RunListener.SILENT);
        resumed.train();

        assertSame(resumed, whole);
    }

    private static void assertSame(Run actual, Run expected) {
        assertThat(SmallRuns.text(actual.directory().metrics()))
                .isEqualTo(SmallRuns.text(expected.directory().metrics()));
        assertThat(SmallRuns.bytes(actual.directory().model()))
                .containsExactly(SmallRuns.bytes(expected.directory().model()));
        assertThat(SmallRuns.bytes(actual.directory().checkpoint()))
                .containsExactly(SmallRuns.bytes(expected.directory().checkpoint()));
        assertThat(actual.trained()).isTrue();
    }

    @Test
    void a_run_killed_before_its_first_checkpoint_starts_over() {
        RunConfig config = runs.config("vamp");
        Run whole = runs.trained("whole", config);
        runs.create("killed", config);
        Path path = directory.resolve("killed");
        assertThatIllegalStateException()
                .isThrownBy(() -> Run.open(path, runs.access, new Killer(2, 3)).train());
        Run resumed = Run.open(path, runs.access, RunListener.SILENT);
        resumed.train();
        assertSame(resumed, whole);
    }

    @Test
    void resuming_a_finished_run_changes_nothing() {
        Run run = runs.trained("whole", runs.config("standard"));
        byte[] model = SmallRuns.bytes(run.directory().model());
        assertThat(Run.open(run.directory().path(), runs.access, RunListener.SILENT)
                        .train())
                .hasSize(6);
        assertThat(SmallRuns.bytes(run.directory().model())).containsExactly(model);
    }

    @Test
    void a_damaged_checkpoint_is_reported_in_one_sentence() throws IOException {
        Run run = runs.trained("whole", runs.config("vamp").with(Setting.EPOCHS, "1"));
        Path file = run.directory().checkpoint();
        byte[] sound = SmallRuns.bytes(file);
        for (int length = 0; length < sound.length; length += 97) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThatExceptionOfType(ElboException.class)
                    .isThrownBy(() -> Checkpoint.read(file, EpochMetrics::parse))
                    .withMessageStartingWith("cannot read the checkpoint " + file)
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        }
        for (int at = 0; at < 600; at++) { // the header, byte by byte
            byte[] flipped = sound.clone();
            flipped[at] ^= 0x15;
            Files.write(file, flipped);
            try {
                Checkpoint.read(file, EpochMetrics::parse);
            } catch (ElboException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
            }
        }
    }
}
