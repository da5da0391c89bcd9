package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.events.CancelledException;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.runs.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are started, watched, cancelled and resumed from Java. */
class JobTest {
    @TempDir
    Path directory;

    private SmallRuns runs;

    @BeforeEach
    void data() {
        runs = new SmallRuns(directory);
    }

    @Test
    void a_job_gives_the_same_results_as_training_and_evaluating() {
        RunConfig config = runs.config("vamp");
        Run alone = runs.trained("alone", config);
        Evaluation expected = alone.evaluate("test", 20);

        Job job = Job.train(directory.resolve("job"), config, runs.access, RunListener.SILENT);

        assertThat(job.await()).isEqualTo(expected);
        assertThat(job.state()).isEqualTo(Job.State.FINISHED);
        assertThat(job.failure()).isEmpty();
        assertThat(directory.resolve("job/model.elbo"))
                .hasBinaryContent(SmallRuns.bytes(alone.directory().model()));
    }

    @Test
    void events_come_in_order_from_the_start_to_the_end() {
        List<RunEvent> events = new CopyOnWriteArrayList<>();
        Job job = Job.train(directory.resolve("job"), runs.config("optimal"), runs.access, events::add);
        job.await();

        assertThat(events).first().isEqualTo(new RunEvent.Started(RunEvent.TRAINING, 0, 6, 4));
        List<RunEvent> training = events.subList(0, events.indexOf(finished(events)) + 1);
        assertThat(training).filteredOn(RunEvent.Step.class::isInstance).hasSize(6 * 4);
        assertThat(training).filteredOn(RunEvent.Epoch.class::isInstance).hasSize(6);
        assertThat(training)
                .filteredOn(RunEvent.Calibrated.class::isInstance)
                .hasSize(6)
                .allSatisfy(event -> assertThat(
                                ((RunEvent.Calibrated) event).values().values())
                        .allMatch(value -> value > 0));
        assertThat(training)
                .filteredOn(RunEvent.Checkpointed.class::isInstance)
                .extracting(event -> ((RunEvent.Checkpointed) event).epoch())
                .contains(1, 6);
        assertThat(((RunEvent.Finished) finished(events)).reason()).isEqualTo("all epochs done");
        assertThat(events).last().isInstanceOf(RunEvent.Evaluated.class);
        assertThat(job.latest()).contains(events.get(events.size() - 1));
    }

    private static RunEvent finished(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.Finished.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_cancelled_job_keeps_its_checkpoint_and_resumes_to_the_same_bits() {
        RunConfig config = runs.config("sphere");
        Run whole = runs.trained("whole", config);
        Evaluation expected = whole.evaluate("test", 20);
        AtomicReference<Job> job = new AtomicReference<>();
        Path path = directory.resolve("cancelled");

        RunListener canceller = event -> {
            if (event instanceof RunEvent.Step step && step.epoch() == 3 && step.step() == 2) {
                while (job.get() == null) {
                    Thread.onSpinWait();
                }
                job.get().cancel();
            }
        };
        job.set(Job.train(path, config, runs.access, canceller));

        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> job.get().await());
        assertThat(job.get().state()).isEqualTo(Job.State.CANCELLED);
        assertThat(path.resolve("checkpoint/state.safetensors")).exists();
        assertThat(path.resolve("evaluation.json")).doesNotExist();

        List<RunEvent> events = new CopyOnWriteArrayList<>();
        assertThat(Job.resume(path, runs.access, events::add).await()).isEqualTo(expected);
        assertThat(events)
                .filteredOn(RunEvent.Started.class::isInstance)
                .first()
                .isEqualTo(new RunEvent.Started(RunEvent.TRAINING, 1, 6, 4));
        assertThat(path.resolve("model.elbo"))
                .hasBinaryContent(SmallRuns.bytes(whole.directory().model()));
        assertThat(path.resolve("metrics.csv"))
                .hasContent(SmallRuns.text(whole.directory().metrics()));
    }

    @Test
    void an_interrupted_thread_ends_its_run_like_a_cancelled_one() throws InterruptedException {
        RunConfig config = runs.config("static");
        AtomicReference<Throwable> ended = new AtomicReference<>();
        var cancellation = new dev.elbo.events.Cancellation();
        Thread worker = new Thread(() -> {
            try {
                RunListener interrupter = event -> {
                    if (event instanceof RunEvent.Step step && step.epoch() == 2) {
                        Thread.currentThread().interrupt();
                    }
                };
                Run.create(directory.resolve("run"), config, runs.access, interrupter.and(cancellation))
                        .train();
            } catch (RuntimeException e) {
                ended.set(e);
            }
        });
        worker.start();
        worker.join();
        assertThat(ended.get()).isInstanceOf(CancelledException.class);
    }

    @Test
    void invalid_settings_are_thrown_at_once_and_later_failures_by_await() {
        RunConfig absent = runs.config("standard").with(Setting.DATA, "nowhere.csv");
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> Job.train(directory.resolve("a"), absent, runs.access, RunListener.SILENT))
                .withMessageContaining("nowhere.csv");
        assertThat(directory.resolve("a")).doesNotExist();
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Job.resume(directory.resolve("b"), runs.access, RunListener.SILENT));

        List<RunEvent> events = new CopyOnWriteArrayList<>();
        RunListener failing = event -> {
            events.add(event);
            if (event instanceof RunEvent.Epoch) {
                throw new IllegalStateException("the disk is full");
            }
        };
        Job job = Job.train(directory.resolve("c"), runs.config("standard"), runs.access, failing);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(job::await)
                .withMessage("the disk is full");
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(events).last().isEqualTo(new RunEvent.Failed(RunEvent.TRAINING, "the disk is full"));
    }

    @Test
    void a_run_on_rows_in_memory_equals_a_run_on_their_file() {
        RunConfig config = runs.config("standard");
        Run fromFile = runs.trained("file", config);
        var rows = runs.access.open(config.data(), config.images());
        Run inMemory = Run.create(directory.resolve("memory"), config, rows, RunListener.SILENT);
        inMemory.train();
        assertThat(inMemory.prepared().data()).isSameAs(rows);
        assertThat(inMemory.directory().model())
                .hasBinaryContent(SmallRuns.bytes(fromFile.directory().model()));
        Run opened = Run.open(inMemory.directory().path(), rows, RunListener.SILENT);
        assertThat(opened.evaluate("test", 20).nllNats())
                .isEqualTo(fromFile.evaluate("test", 20).nllNats());
    }
}
