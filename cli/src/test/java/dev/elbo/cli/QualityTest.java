package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QualityTest {
    @TempDir
    static Path shared;

    private static Path run;

    @BeforeAll
    static void train() {
        run = shared.resolve("run");
        Outcome.ofLine("train " + Fixtures.TINY + " --data arcs2 --out", run).worked();
    }

    private static Outcome quality(String options) {
        return Outcome.ofLine("quality --data-dir " + shared.resolve("cache") + " " + options, run);
    }

    @Test
    void the_json_has_the_three_kinds_of_rows_and_names_the_feature_space() {
        JsonNode json = JsonMapper.shared()
                .readTree(quality("--json --count 30 --features pca").worked().out());
        assertThat(json.propertyNames())
                .contains(
                        "features",
                        "feature_space",
                        "sampler",
                        "split",
                        "count",
                        "seed",
                        "samples",
                        "reconstructions",
                        "real_rows");
        for (String rows : new String[] {"samples", "reconstructions", "real_rows"}) {
            assertThat(json.get(rows).propertyNames())
                    .containsExactly("frechet", "mmd", "mmd_p_value", "precision", "recall", "density", "coverage");
        }
        assertThat(json.get("count").intValue()).isEqualTo(30);
        assertThat(json.get("feature_space").stringValue()).contains("principal components of arcs2");
    }

    @Test
    void what_was_measured_is_shown_by_info_and_in_the_report() throws IOException {
        assertThat(quality("--count 40 --features stored").worked().out())
                .contains("the values of arcs2", "real rows", "reconstructions", "samples, prior", "40 rows");
        quality("--count 40 --features stored --sampler mixture:2 --seed 0").worked();
        quality("--count 41 --features stored --mean").worked();
        String info = Outcome.ofLine("info", run).worked().out();
        assertThat(info).contains("samples, mixture:2", "41 rows of the test set", "means of p(x|z)");
        assertThat(JsonMapper.shared()
                        .readTree(Outcome.ofLine("info --json", run).worked().out())
                        .get("sample_quality")
                        .size())
                .isGreaterThanOrEqualTo(3);
        Outcome.ofLine("report", run).worked();
        assertThat(Files.readString(run.resolve("report.html"))).contains("Sample quality", "samples, mixture:2");
    }

    @Test
    void misuse_is_one_sentence() throws IOException {
        quality("--features inception").refusedWith("features: expected classifier, pca, stored or the path");
        quality("--features nets/absent.pt").refusedWith("features: there is no TorchScript file nets/absent.pt");
        Path text = Fixtures.write(shared.resolve("text.pt"), "hello");
        quality("--features " + text).refusedWith("text.pt holds no TorchScript module");
        quality("--sampler priorr").refusedWith("sampler: expected", "did you mean 'prior'?");
        quality("--split all").refusedWith("split: expected train, validation or test, got 'all'");
        quality("--count 3").refusedWith("count: expected a whole number from 10 to");
        quality("--count many").refusedWith("--count: expected a whole number, got 'many'");
        quality("--beta 2").refusedWith("this model was trained for a single β");
        Outcome.ofLine("quality", shared.resolve("absent")).refusedWith("there is no run directory");
        Outcome.ofLine("quality", run.resolve("model.elbo")).refusedWith("there is no run directory");
        Path links = shared.resolve("links");
        Files.createDirectories(links);
        Files.writeString(links.resolve("config.yaml"), "kind: links\ndata: x\n");
        Outcome.ofLine("quality", links).refusedWith("expected a run of a VAE on rows");
    }
}
