package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.elbo.config.LinkConfig;
import dev.elbo.config.LinkSetting;
import dev.elbo.data.EdgeSplit;
import dev.elbo.data.Graph;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.tasks.LinkResult;
import dev.elbo.tasks.LinkTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A graph VAE has a run directory, checkpoints and a model file like any other model. */
class LinkRunTest {
    @TempDir
    Path directory;

    private DataDirectories where;
    private Path edges;

    /** Two rings of twenty nodes with chords. */
    @BeforeEach
    void graph() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            for (int step = 1; step <= 3; step++) {
                lines.append("a%d a%d\nb%d b%d\n".formatted(i, (i + step) % 20, i, (i + step) % 20));
            }
        }
        edges = Files.writeString(directory.resolve("edges.txt"), lines);
        where = new DataDirectories(List.of(directory), directory);
    }

    private LinkConfig config(String posterior, String select) {
        Map<LinkSetting, String> settings = new HashMap<>();
        settings.put(LinkSetting.DATA, edges.toString());
        settings.put(LinkSetting.POSTERIOR, posterior);
        settings.put(LinkSetting.HIDDEN, "8");
        settings.put(LinkSetting.DECODER, "learned");
        settings.put(LinkSetting.EPOCHS, "30");
        settings.put(LinkSetting.SELECT, select);
        settings.put(LinkSetting.THREADS, "1");
        return LinkConfig.of(settings);
    }

    @ParameterizedTest
    @CsvSource({"normal:4, last", "vmf:3, validation:7"})
    void a_killed_and_resumed_run_equals_an_uninterrupted_one_and_one_without_a_directory(
            String posterior, String select) throws IOException {
        LinkConfig config = config(posterior, select);
        Graph graph = LinkTraining.open(config, where);
        EdgeSplit split = LinkTraining.split(graph, 0);
        LinkResult direct = LinkTraining.evaluate(config, graph, split, RunListener.SILENT);
        LinkRun whole =
                LinkRun.create(directory.resolve("whole"), config, graph, Optional.of(split), RunListener.SILENT);
        whole.train();
        assertThat(whole.trained()).isTrue();
        assertThat(whole.evaluate())
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(direct);

        RunListener killer = event -> {
            if (event instanceof RunEvent.Step step && step.epoch() == 12) {
                throw new IllegalStateException("killed");
            }
        };
        Path path = directory.resolve("killed");
        LinkRun killed = LinkRun.create(path, config, graph, Optional.of(split), killer);
        assertThatIllegalStateException().isThrownBy(killed::train);
        LinkRun resumed = LinkRun.open(path, where, RunListener.SILENT);
        assertThat(resumed.trained()).isFalse();
        resumed.train();
        assertThat(resumed.evaluate())
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(direct);
        assertThat(path.resolve("model.elbo"))
                .hasBinaryContent(Files.readAllBytes(directory.resolve("whole/model.elbo")));
        assertThat(path.resolve("metrics.csv")).hasSameTextualContentAs(directory.resolve("whole/metrics.csv"));
        assertThat(Files.readAllLines(path.resolve("metrics.csv"))).hasSize(31);
    }

    @Test
    void a_run_on_all_edges_predicts_the_same_as_training_without_a_directory() {
        LinkConfig config = config("normal:4", "last");
        Graph graph = LinkTraining.open(config, where);
        LinkRun run = LinkRun.create(directory.resolve("run"), config, graph, Optional.empty(), RunListener.SILENT);
        run.train();
        List<LinkTraining.Prediction> expected = LinkTraining.predict(config, graph, 5, RunListener.SILENT);
        assertThat(run.predict(5)).isEqualTo(expected);
        assertThat(LinkRun.open(run.directory().path(), where, RunListener.SILENT)
                        .predict(5))
                .isEqualTo(expected);
        assertThat(run.encode()).hasSize(40 * 4);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(run::evaluate)
                .withMessageContaining("none is held out");
    }

    @Test
    void kinds_of_runs_and_models_are_not_confused() {
        LinkConfig config = config("normal:4", "last");
        Graph graph = LinkTraining.open(config, where);
        LinkRun run = LinkRun.create(directory.resolve("run"), config, graph, Optional.empty(), RunListener.SILENT);
        run.train();
        Path path = run.directory().path();
        SmallRuns runs = new SmallRuns(directory);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Run.open(path, runs.access, RunListener.SILENT))
                .withMessage("expected a run of a VAE on rows, but " + path + " is a run of a graph VAE");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> TrainedModel.open(path))
                .withMessage("expected a VAE on rows in " + path.resolve("model.elbo") + ", got a graph VAE");
        Run rows = runs.trained("rows", runs.config("standard"));
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> LinkRun.open(rows.directory().path(), where, RunListener.SILENT))
                .withMessageEndingWith("is a run of a VAE on rows");
        assertThat(RunSummary.of(path).state()).isEqualTo("30 of 30 epochs, not evaluated yet");
        assertThat(RunSummary.of(path).settings()).containsEntry("decoder", "learned");
    }

    @Test
    void a_changed_graph_is_rejected() throws IOException {
        LinkConfig config = config("normal:4", "last");
        Graph graph = LinkTraining.open(config, where);
        LinkRun run = LinkRun.create(directory.resolve("run"), config, graph, Optional.empty(), RunListener.SILENT);
        Files.writeString(edges, Files.readString(edges) + "a0 b0\n");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> LinkRun.open(run.directory().path(), where, RunListener.SILENT))
                .withMessageContaining("the graph of this run has changed");
    }
}
