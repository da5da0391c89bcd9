package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without native libraries: whatever does not need the engine works, the rest fails with one sentence. */
@Tag("slow")
class WithoutEngineTest {
    private static final String WITHOUT_NATIVES = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*-(linux|macosx|windows)-[a-z0-9_]+\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));

    @TempDir
    Path folder;

    private Outcome elbo(String... args) throws Exception {
        return ElboProcess.run(folder, WITHOUT_NATIVES, args);
    }

    @Test
    void commands_that_do_not_need_the_engine_work() throws Exception {
        Path run = folder.resolve("run");
        Outcome.ofLine("train --data square " + Fixtures.TINY + " --out", run).worked();

        elbo("--help").worked();
        elbo("data", "list").worked();
        elbo("reproduce", "--list").worked();
        elbo("info", run.toString()).worked();
        elbo("compare", run.toString()).worked();
    }

    @Test
    void commands_that_need_the_engine_report_that_it_is_missing() throws Exception {
        Path run = folder.resolve("run");
        Outcome outcome = elbo("train", "--data", "square", "--out", run.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip())
                .startsWith("elbo: there is no libtorch for ")
                .doesNotContain("\n", "UnsatisfiedLink");
        assertThat(run).doesNotExist();
    }
}
