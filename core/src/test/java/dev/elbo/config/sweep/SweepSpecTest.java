package dev.elbo.config.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.config.Setting;
import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.io.ElboException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepSpecTest {
    @TempDir
    Path folder;

    private static SweepSpec grid(Map<Setting, List<String>> vary, int seeds) {
        return new SweepSpec(Map.of(Setting.DATA, "square"), vary, List.of(), SweepSpec.seeds(0, seeds), Map.of());
    }

    private static Map<Setting, List<String>> two() {
        Map<Setting, List<String>> vary = new LinkedHashMap<>();
        vary.put(Setting.OBJECTIVE, List.of("beta:0.5,l2:1e-4", "elbo"));
        vary.put(Setting.POSTERIOR, List.of("normal:2", "normal:5", "vmf:2"));
        return vary;
    }

    private SweepSpec read(String... lines) throws IOException {
        return SweepFile.read(Files.writeString(folder.resolve("s.yaml"), String.join("\n", lines) + "\n"));
    }

    @Test
    void a_grid_has_every_combination_with_every_seed_one_seed_after_another() {
        List<SweepSpec.Planned> planned = grid(two(), 2).planned();
        assertThat(planned).hasSize(12);
        assertThat(planned)
                .extracting(SweepSpec.Planned::seed)
                .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L, 1L, 1L, 1L, 1L);
        assertThat(planned.get(1).combination().label()).isEqualTo("objective beta:0.5,l2:1e-4, posterior normal:5");
        assertThat(planned.get(1).config().objective().l2()).isEqualTo(1e-4);
        assertThat(planned.get(1).config().posterior()).hasToString("normal:5");
        assertThat(planned).extracting(SweepSpec.Planned::name).doesNotHaveDuplicates();
        assertThat(planned).allMatch(run -> run.name().matches("[A-Za-z0-9._+-]+"));
    }

    @Test
    void a_run_has_one_thread_unless_the_settings_say_otherwise() {
        assertThat(grid(two(), 1).planned()).allMatch(run -> run.config().threads() == 1);
        SweepSpec more = new SweepSpec(Map.of(Setting.THREADS, "3"), two(), List.of(), SweepSpec.seeds(0, 1), Map.of());
        assertThat(more.planned()).allMatch(run -> run.config().threads() == 3);
    }

    @Test
    void names_stay_the_same_when_values_are_added_and_differ_where_texts_are_alike() {
        Map<Setting, List<String>> more = two();
        more.put(Setting.POSTERIOR, List.of("normal:9", "normal:2", "normal:5", "vmf:2"));
        assertThat(grid(more, 1).planned().stream().map(SweepSpec.Planned::name))
                .containsAll(grid(two(), 1).planned().stream()
                        .map(SweepSpec.Planned::name)
                        .toList());
        List<String> alike = List.of("vmf:1x2", "vmf:1,2");
        assertThat(grid(Map.of(Setting.POSTERIOR, alike), 1).planned())
                .extracting(SweepSpec.Planned::name)
                .doesNotHaveDuplicates();
        List<String> drops = List.of("a/b", "a b", "a-b");
        assertThat(grid(Map.of(Setting.DROP, drops), 1).planned())
                .extracting(SweepSpec.Planned::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_sweep_written_to_a_file_is_read_back() throws IOException {
        Map<Setting, String> base = new LinkedHashMap<>();
        base.put(Setting.DATA, "my \"data\".csv");
        base.put(Setting.NETWORK, "gated:30,30");
        SweepSpec grid = new SweepSpec(
                base,
                two(),
                List.of(),
                List.of(3L, -1L),
                Map.of(Setting.OBJECTIVE, "elbo", Setting.POSTERIOR, "vmf:2"));
        assertThat(SweepFile.read(Files.writeString(folder.resolve("grid.yaml"), SweepFile.write(grid))))
                .isEqualTo(grid);
        SweepSpec list = new SweepSpec(
                Map.of(),
                Map.of(),
                List.of(Map.of(Setting.PRIOR, "standard"), Map.of(Setting.OBJECTIVE, "beta:0.5,l2:1e-4")),
                SweepSpec.seeds(0, 1),
                Map.of());
        assertThat(SweepFile.read(Files.writeString(folder.resolve("list.yaml"), SweepFile.write(list))))
                .isEqualTo(list);
    }

    @Test
    void a_file_gives_a_number_of_seeds_or_a_list() throws IOException {
        assertThat(read("base: {data: square}", "seeds: 3").seeds()).containsExactly(0L, 1L, 2L);
        assertThat(read("base: {data: square}", "seeds: [7, 9]").seeds()).containsExactly(7L, 9L);
        refused("s.yaml:2:8: seeds: expected a whole number from 1 to", "base: {data: square}", "seeds: none");
        refused("seeds: expected a whole number", "seeds: [1, x]");
    }

    private void refused(String words, String... lines) {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> read(lines).planned())
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Test
    void faults_of_a_file_have_their_lines() throws IOException {
        refused("s.yaml:3:14: posterior: expected", "base:", "  data: square", "  posterior: norml:2");
        refused("did you mean 'objective'?", "vary: {objectiv: [elbo, iwae]}");
        refused("vary: expected settings with lists of values", "vary: objective");
        refused("objective: expected a list of values, as in [A, B]", "vary: {objective: elbo}");
        refused("settings of all runs are written below 'base:'", "data: square");
        refused("expected one of base, vary, runs, seeds, reference, got 'seed'", "seed: 3");
        refused("there is no setting", "runs: [{nothing: 1}]");
        refused("network: expected", "vary: {network: [gated:300,300, mlp:100]}"); // without quotes
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> SweepFile.read(folder.resolve("absent.yaml")))
                .withMessageStartingWith("there is no sweep file");
    }

    private static List<String> faults(SweepSpec spec) {
        try {
            spec.planned();
            return List.of();
        } catch (ConfigException e) {
            return e.faults().stream().map(Fault::message).toList();
        }
    }

    @Test
    void all_faults_of_all_runs_are_found_at_once() {
        Map<Setting, List<String>> vary = two();
        vary.put(Setting.EPOCHS, List.of("10", "ten", "-1"));
        vary.put(Setting.LIKELIHOOD, List.of("bernoulli", "bernuli"));
        assertThat(faults(grid(vary, 3)))
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).contains("'ten'"))
                .anySatisfy(text -> assertThat(text).contains("'-1'"))
                .anySatisfy(text -> assertThat(text).contains("'bernuli'"));
    }

    @Test
    void values_that_contradict_each_other_are_named_with_their_combination() {
        SweepSpec spec = grid(Map.of(Setting.PRIOR, List.of("standard", "uniform")), 2);
        assertThat(faults(spec))
                .singleElement()
                .satisfies(
                        text -> assertThat(text).startsWith("prior uniform: ").contains("uniform"));
    }

    @Test
    void one_value_two_equal_ones_and_a_seed_are_refused() {
        assertThat(faults(grid(Map.of(Setting.OBJECTIVE, List.of("beta:0.5,l2:1e-4")), 1)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("at least two values to vary", "separated by '|'"));
        assertThat(faults(grid(Map.of(Setting.OBJECTIVE, List.of("elbo", "elbo")), 1)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("'elbo' is given twice"));
        assertThat(faults(grid(Map.of(Setting.OBJECTIVE, List.of("elbo", "beta:1")), 2)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("are the same settings"));
        assertThat(faults(grid(Map.of(Setting.SEED, List.of("1", "2")), 1)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("a sweep gives each run its seed"));
        assertThat(faults(grid(Map.of(Setting.DATA, List.of("circle", "digits")), 1)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("data: is to vary and also set to 'square'"));
    }

    @Test
    void the_reference_must_be_one_combination() {
        Map<Setting, List<String>> vary = two();
        SweepSpec unknown =
                new SweepSpec(Map.of(), vary, List.of(), SweepSpec.seeds(0, 1), Map.of(Setting.OBJECTIVE, "beta:7"));
        assertThat(faults(unknown))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("that of none"));
        SweepSpec several =
                new SweepSpec(Map.of(), vary, List.of(), SweepSpec.seeds(0, 1), Map.of(Setting.OBJECTIVE, "elbo"));
        assertThat(faults(several))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("that of 3 of them"));
        SweepSpec one = new SweepSpec(
                Map.of(),
                vary,
                List.of(),
                SweepSpec.seeds(0, 1),
                Map.of(Setting.OBJECTIVE, "elbo", Setting.POSTERIOR, "vmf:2"));
        assertThat(one.referenceCombination().label()).isEqualTo("objective elbo, posterior vmf:2");
        assertThat(grid(vary, 1).referenceCombination())
                .isEqualTo(grid(vary, 1).combinations().get(0));
    }
}
