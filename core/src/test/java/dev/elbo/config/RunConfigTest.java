package dev.elbo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.TableOptions;
import dev.elbo.io.ElboException;
import dev.elbo.networks.Activation;
import dev.elbo.objectives.BetaSchedule;
import dev.elbo.objectives.Objective;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigTest {
    @TempDir
    Path directory;

    @Test
    void defaults_are_as_documented() {
        RunConfig config = RunConfig.of(Map.of("threads", "2"));
        assertThat(config)
                .isEqualTo(new RunConfig(
                        "digits",
                        ImageOptions.NONE,
                        TableOptions.DEFAULT,
                        new SplitSpec.Auto(),
                        RunConfig.Binarise.AUTO,
                        RunConfig.Scale.AUTO,
                        new PosteriorSpec.Normal(40, -12, 4),
                        new PriorSpec.Auto(),
                        new LikelihoodSpec.Auto(),
                        RunConfig.DecoderStart.MEAN,
                        new DenseNetwork(Activation.GATED, List.of(300, 300)),
                        new Objective(new BetaSchedule(1, 0), 0),
                        100,
                        100,
                        new LearningRate(5e-4, 1, 0),
                        new AdamConfig(0.9, 0.999, 1e-8, false),
                        50,
                        1,
                        OptionalInt.empty(),
                        0,
                        2,
                        OptionalInt.empty()));
    }

    @Test
    void workers_are_no_more_than_threads_and_one_where_rows_depend_on_each_other() {
        assertThat(RunConfig.of(Map.of("threads", "4", "workers", "4")).workers())
                .hasValue(4);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("threads", "1", "workers", "2")))
                .withMessage("workers: expected at most as many as threads, 1, got 2; set threads too");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("threads", "2", "workers", "2", "objective", "free-bits:0.1")))
                .withMessage("workers: the objective free-bits:0.1 depends on a whole batch at once, so it needs 1"
                        + " worker, got 2");
    }

    @Test
    void g_of_the_error_goes_with_a_gaussian_of_fixed_scale() {
        RunConfig config =
                RunConfig.of(Map.of("objective", "latent-energy:log/saturating", "likelihood", "gaussian:1"));
        assertThat(config.settings().get(Setting.OBJECTIVE)).isEqualTo("latent-energy:log/saturating");
        assertThat(RunConfig.ofSettings(config.settings())).isEqualTo(config);
        assertThat(RunConfig.of(Map.of("objective", "latent-energy:log/linear"))
                        .settings()
                        .get(Setting.OBJECTIVE))
                .as("linear is the default, for any likelihood")
                .isEqualTo("latent-energy:log");
        for (String other : List.of("auto", "gaussian:shared", "bernoulli", "student-t")) {
            assertThatExceptionOfType(ElboException.class)
                    .isThrownBy(
                            () -> RunConfig.of(Map.of("objective", "latent-energy:linear/log", "likelihood", other)))
                    .withMessage("objective: latent-energy:linear/log is a function of the squared error of a Gaussian"
                            + " of fixed scale, so it needs likelihood gaussian:SD, for example gaussian:1; got "
                            + other);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " @ ",
            value = {
                "wae:1 @ vmf:3 @ auto @ vmf:3 with uniform",
                "aae @ hierarchical:4,2 @ auto @ hierarchical:4,2 with standard",
                "aae @ normal:4 @ vamp:5 @ normal:4 with vamp:5",
                "wae:1 @ normal:4 @ mixture:3 @ normal:4 with mixture:3",
            })
    void latents_are_compared_with_the_standard_normal_distribution_only(
            String objective, String posterior, String prior, String got) {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(
                        Map.of("objective", objective, "posterior", posterior, "prior", prior, "network", "gated:9,9")))
                .withMessage("objective: wae and aae compare latents with samples of N(0, I), so use posterior normal:D"
                        + " with prior standard; got " + got);
    }

    @Test
    void workers_share_the_rows_of_an_adversarial_autoencoder_but_not_those_of_a_discrepancy() {
        for (String separate : List.of("aae", "denoise:0.1", "beta:0")) {
            assertThat(RunConfig.of(Map.of("threads", "2", "workers", "2", "objective", separate))
                            .workers())
                    .hasValue(2);
        }
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("threads", "2", "workers", "2", "objective", "wae:10")))
                .withMessage(
                        "workers: the objective wae:10 depends on a whole batch at once, so it needs 1 worker, got 2");
    }

    @Test
    void a_term_of_the_objective_is_given_once() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("objective", "beta:1,beta:2")))
                .withMessage("objective: 'beta' is given twice; expected it once");
    }

    /** Up to 1000 rows 5000 each, up to 50,000 rows 5 million for all, then 100 each. */
    @ParameterizedTest
    @CsvSource({"1, 5000", "1000, 5000", "2000, 2500", "10000, 500", "50000, 100", "1000000, 100"})
    void the_more_rows_the_fewer_importance_samples_each_unless_they_are_given(int rows, int samples) {
        assertThat(RunConfig.of(Map.of()).evaluationSamples(rows)).isEqualTo(samples);
        assertThat(RunConfig.of(Map.of("evaluation-samples", "7")).evaluationSamples(rows))
                .isEqualTo(7);
    }

    private static final String[][] VALUES = {
        {"data", "digits", "a folder/with: colon #1.csv", "\"quoted\" \\ path", "-", "ünïcode.npy", "null", "1e3", "'"},
        {"image-size", "auto", "28x28", "7x9"},
        {"colour", "auto", "grey", "colour"},
        {"label-column", "auto", "none", "Outcome", "a column: #1"},
        {"drop", "none", "id", "id,2,when", "\"Smith, 9\",b", "\"a \"\"b\"\"\""},
        {"keep", "all", "a,b", "\"all\""},
        {"decimal", "auto", "point", "comma"},
        {"split", "auto", "official", "0.8,0.1,0.1", "1,0,0"},
        {"binarise", "auto", "none", "static", "dynamic"},
        {"scale", "auto", "none", "standard"},
        {"decoder-start", "mean", "random"},
        {
            "posterior",
            "normal:1",
            "normal:7:-6..2",
            "normal:7:-0.5..1.0E-5",
            "normal-full:5",
            "normal-full:7:-6..2",
            "vmf:1",
            "vmf:4x10,2:0",
            "power-spherical:10:0.5",
            "hierarchical:40,20",
            "hierarchical:3,5:-6..2"
        },
        {"prior", "auto", "standard", "mixture:3", "vamp:5", "vamp:5:0.05,0.01", "vamp:5:-1,0"},
        {
            "likelihood",
            "auto",
            "bernoulli",
            "gaussian:1",
            "gaussian:0.05",
            "gaussian:shared",
            "gaussian:shared:0.5",
            "gaussian:optimal",
            "gaussian:per-image",
            "gaussian:per-pixel",
            "gaussian:per-column",
            "student-t",
            "logistic",
            "logistic:open",
            "logistic-mixture:10",
            "categorical",
            "bitwise"
        },
        {"network", "linear", "gated:300", "gated:300,200", "mlp:5,4,3", "conv:32,64", "conv-gated:8"},
        {
            "objective",
            "elbo",
            "beta:4",
            "beta:0.01,warm-up:100",
            "warm-up:7,l2:1.0E-5",
            "beta:2,warm-up:1,l2:3",
            "beta:0",
            "beta-input:0.01..10",
            "beta-input:0.5..2,warm-up:3,l2:0.1",
            "free-bits:0.25",
            "beta:2,free-bits:1,warm-up:5",
            "beta:100,capacity:25/50",
            "beta:0.1,latent-energy:linear",
            "latent-energy:saturating,warm-up:2",
            "wae:10",
            "beta:0.1,latent-energy:log,wae:10,denoise:0.3,warm-up:3",
            "aae",
            "aae:0.5,l2:0.1",
            "denoise:0.25",
            "beta:0,denoise-mask:0.3"
        },
        {"epochs", "1", "2000"},
        {"batch-size", "1", "64"},
        {"learning-rate", "5.0E-4", "1", "0.001:0.5/50"},
        {"optimizer", "adam", "adam-normalised"},
        {"early-stopping", "0", "50"},
        {"samples", "1", "5"},
        {"evaluation-samples", "auto", "1", "5000"},
        {"seed", "0", "-3", "9223372036854775807"},
        {"threads", "1", "16"},
        {"workers", "auto", "1"},
    };

    @Test
    void every_setting_survives_a_round_trip_through_yaml() throws IOException {
        EnumSet<Setting> seen = EnumSet.noneOf(Setting.class);
        Path file = directory.resolve("config.yaml");
        for (String[] row : VALUES) {
            Setting setting = Setting.ofKey(row[0]);
            seen.add(setting);
            for (int i = 1; i < row.length; i++) {
                Map<String, String> settings = new HashMap<>(Map.of("threads", "1"));
                settings.put(row[0], row[i]);
                RunConfig config = RunConfig.of(settings);
                assertThat(config.settings().get(setting)).isEqualTo(row[i]);
                Files.writeString(file, ConfigFile.write(config));
                assertThat(RunConfig.ofSettings(ConfigFile.read(file)))
                        .as(row[i])
                        .isEqualTo(config);
            }
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Setting.class));
    }

    @Test
    void automatic_threads_are_written_as_a_number() {
        RunConfig config = RunConfig.of(Map.of());
        assertThat(config.threads()).isPositive();
        assertThat(config.settings().get(Setting.THREADS)).isEqualTo(Integer.toString(config.threads()));
    }

    @Test
    void different_spellings_of_a_value_are_equal() {
        assertThat(RunConfig.of(Map.of("image-size", "28", "threads", "1")))
                .isEqualTo(RunConfig.of(Map.of("image-size", "28x28", "threads", "1")));
        assertThat(RunConfig.of(Map.of("prior", "vamp:5:data", "objective", "l2:1,beta:2", "threads", "1")))
                .isEqualTo(RunConfig.of(Map.of("prior", " vamp:5 ", "objective", "beta:2, l2:1", "threads", "1")));
    }

    @Test
    void changing_one_setting_changes_nothing_else() {
        RunConfig config = RunConfig.of(Map.of("prior", "vamp:5", "seed", "3"));
        RunConfig changed = config.with(Setting.SEED, "4");
        assertThat(changed.with(Setting.SEED, "3")).isEqualTo(config);
        assertThat(changed.seed()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " @ ",
            quoteCharacter = '`',
            value = {
                "prior @ vmap:500 @ prior: expected auto|standard|uniform|mixture:K|vamp:K[:data]|vamp:K:MEAN,SD,"
                        + " got 'vmap'; did you mean 'vamp'?",
                "prior @ vamp @ prior: expected auto|standard|uniform|mixture:K|vamp:K[:data]|vamp:K:MEAN,SD, got"
                        + " 'vamp'",
                "prior @ vamp:0 @ prior: expected auto|standard|uniform|mixture:K|vamp:K[:data]|vamp:K:MEAN,SD"
                        + " with a whole number from 1 to 1000000, got '0'",
                "prior @ vamp:5:0,-1 @ prior: expected"
                        + " auto|standard|uniform|mixture:K|vamp:K[:data]|vamp:K:MEAN,SD with a finite number of"
                        + " at least 0, got '-1'",
                "posterior @ normal:4:2..-6 @ posterior: the lower bound of log σ² must be below the upper bound,"
                        + " got 2..-6",
                "likelihood @ gausian:1 @ likelihood: expected"
                        + " auto|bernoulli|gaussian:SD|gaussian:shared[:SD]|gaussian:optimal|gaussian:per-image|gaussian:per-column|gaussian:per-pixel|vmf[:M]|student-t|logistic[:open]|logistic-mixture:K|categorical|bitwise, got 'gausian'; did you mean 'gaussian'?",
                "likelihood @ gaussian:optimum @ likelihood: expected"
                        + " auto|bernoulli|gaussian:SD|gaussian:shared[:SD]|gaussian:optimal|gaussian:per-image|gaussian:per-column|gaussian:per-pixel|vmf[:M]|student-t|logistic[:open]|logistic-mixture:K|categorical|bitwise with a finite number above 0, got 'optimum'; did you mean 'gaussian:optimal'?",
                "likelihood @ gaussian:0 @ likelihood: expected"
                        + " auto|bernoulli|gaussian:SD|gaussian:shared[:SD]|gaussian:optimal|gaussian:per-image|gaussian:per-column|gaussian:per-pixel|vmf[:M]|student-t|logistic[:open]|logistic-mixture:K|categorical|bitwise with a finite number above 0, got '0'",
                "binarise @ dynamc @ binarise: expected auto|none|static|dynamic, got 'dynamc'; did you mean"
                        + " 'dynamic'?",
                "objective @ beta:-1 @ objective: expected"
                        + " elbo|iwae|beta:B|beta-input:LO..HI|free-bits:NATS|capacity:NATS/EPOCHS|latent-energy:H[/G]|wae:LAMBDA|aae[:LAMBDA]|denoise:SD|denoise-mask:P|warm-up:EPOCHS|l2:LAMBDA, joined by commas with a finite number of at least 0, got '-1'",
                "objective @ iwae @ objective: iwae with one sample is the ELBO; set samples to at least 2",
                "objective @ iwae,capacity:5/5 @ objective: iwae goes with beta, warm-up and l2 only",
                "objective @ free-bits:1,capacity:5/5 @ objective: free-bits, capacity and latent-energy cannot be"
                        + " combined",
                "objective @ free-bits:-1 @ objective: expected"
                        + " elbo|iwae|beta:B|beta-input:LO..HI|free-bits:NATS|capacity:NATS/EPOCHS|latent-energy:H[/G]|wae:LAMBDA|aae[:LAMBDA]|denoise:SD|denoise-mask:P|warm-up:EPOCHS|l2:LAMBDA, joined by commas with a finite number of at least 0, got '-1'",
                "objective @ latent-energy:log/loq @ objective: latent-energy:H[/G]: expected linear, saturating or log"
                        + " for H and G, got 'loq'; did you mean 'log'?",
                "objective @ wae:1,aae @ objective: wae and aae cannot be combined",
                "objective @ denoise:1,denoise-mask:0.5 @ objective: denoise and denoise-mask cannot be combined",
                "objective @ wae:1,free-bits:1 @ objective: wae and aae take the place of the KL, so they go with"
                        + " latent-energy, denoise, warm-up and l2 only",
                "objective @ beta:2,aae @ objective: beta weighs the KL, which wae and aae replace; give their weight,"
                        + " as in wae:10 or aae:0.5",
                "objective @ denoise-mask:1 @ objective: denoise-mask must be a probability from 0 to below 1, got 1.0",
                "objective @ iwae,denoise:0.1 @ objective: iwae goes with beta, warm-up and l2 only",
                "objective @ beta-input:1..2,aae @ objective: beta-input goes with warm-up and l2 only",
                "objective @ beta-input:2..1 @ objective: beta-input needs 0 < lowest < highest, got 2.0 to 1.0",
                "objective @ beta:2,beta-input:1..2 @ objective: beta-input goes with warm-up and l2 only",
                "learning-rate @ fast @ learning-rate: expected RATE[:FACTOR/EPOCHS] with a finite number above 0,"
                        + " got 'fast'",
                "learning-rate @ 0 @ learning-rate: expected RATE[:FACTOR/EPOCHS] with a finite number above 0,"
                        + " got '0'",
                "epochs @ 0 @ epochs: expected N with a whole number of at least 1, got '0'",
                "epochs @ ten @ epochs: expected N with a whole number of at least 1, got 'ten'",
                "seed @ 1.5 @ seed: expected N with a whole number, got '1.5'",
                "epoch @ 5 @ there is no setting 'epoch'; did you mean 'epochs'?",
            })
    void an_invalid_setting_gives_one_sentence_and_in_a_file_its_line(String key, String value, String message)
            throws IOException {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of(key, value)))
                .withMessage(message);
        Path file = Files.writeString(
                directory.resolve("run.yaml"), "# a comment\nseed: 3\n  \n" + key + ": \"" + value + "\"\n");
        boolean rule = value.equals("iwae"); // involves several settings, hence no single line
        if (!key.equals("seed")) {
            assertThatExceptionOfType(ElboException.class)
                    .isThrownBy(() -> RunConfig.ofSettings(ConfigFile.read(file)))
                    .withMessage((rule ? "" : file + ":4:1: ") + message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " @ ",
            quoteCharacter = '`',
            value = {
                "`seed: 1\nseed: 2\n` @ :2:1: the key 'seed' is given twice",
                "`- seed\n- 1\n` @ :1:1: expected 'key: value' lines",
                "`data: digits\nprior: [vamp, 5]\n` @ :2:1: expected 'key: value' with plain text on both sides",
                "`data: digits\nprior: {vamp: 5}\n` @ :2:1: expected 'key: value' with plain text on both sides",
                "`data: \"digits\n` @ :2:1: not valid YAML: ",
                "`data: digits\n\tseed: 1\n` @ :2:1: not valid YAML: ",
                "`seed: *other\n` @ not valid YAML: ",
                "`data: a\u0001b\n` @ not valid YAML: ",
            })
    void an_invalid_file_is_reported_with_its_line(String yaml, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("run.yaml"), yaml);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ConfigFile.read(file))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void unreadable_files_are_errors_of_the_user() throws IOException {
        Path missing = directory.resolve("missing.yaml");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ConfigFile.read(missing))
                .withMessage("there is no config file " + missing);
        Path binary =
                Files.write(directory.resolve("binary.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
        assertThatExceptionOfType(ElboException.class).isThrownBy(() -> ConfigFile.read(binary));
        assertThatExceptionOfType(ElboException.class).isThrownBy(() -> ConfigFile.read(directory));
        Path empty = Files.writeString(directory.resolve("empty.yaml"), "# nothing\n");
        assertThat(ConfigFile.read(empty)).isEmpty();
    }

    @Test
    void a_prior_on_another_space_than_the_posterior_is_rejected() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("posterior", "vmf:2", "prior", "standard")))
                .withMessage("prior: standard is a distribution on R^n, but the posterior vmf:2 is on a sphere;"
                        + " use prior uniform or vamp:K");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("prior", "uniform")))
                .withMessage("prior: uniform is a distribution on a sphere, but the posterior normal:40 is on R^n;"
                        + " use prior standard,"
                        + " or a posterior such as vmf:10");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("posterior", "vmf:0")))
                .withMessageContaining("posterior: expected D[xK]");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("posterior", "vmf:3:-1")))
                .withMessage("posterior: expected " + Setting.POSTERIOR.form().syntax()
                        + " with a finite number of at least 0, got '-1'");
    }

    @Test
    void an_objective_that_does_not_fit_the_model_says_what_it_needs() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("objective", "free-bits:1", "prior", "vamp:5")))
                .withMessage("objective: free-bits needs a KL for each coordinate of z, so use posterior normal:D with"
                        + " prior standard; got normal:40 with vamp:5");
        Map<String, String> betas = Map.of("objective", "beta-input:0.1..1");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(betas).with(Setting.PRIOR, "vamp:5"))
                .withMessageContaining("use prior standard or mixture:K");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(betas).with(Setting.NETWORK, "conv:8"))
                .withMessageContaining("fully connected layers, got normal:40 and conv:8");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(betas).with(Setting.LIKELIHOOD, "gaussian:optimal"))
                .withMessageContaining("use likelihood gaussian:shared, whose σ is then a function of beta");
        assertThat(RunConfig.of(betas)
                        .with(Setting.LIKELIHOOD, "gaussian:shared")
                        .likelihood())
                .hasToString("gaussian:shared");
    }

    @Test
    void two_levels_need_two_hidden_layers_and_a_prior_for_the_upper_level() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("posterior", "hierarchical:4,2", "network", "mlp:30")))
                .withMessage("network: a hierarchical posterior needs at least two hidden layers, the last for x and z2"
                        + " together, got mlp:30; use for example mlp:300,300");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("posterior", "hierarchical:4,2", "prior", "uniform")))
                .withMessageContaining("prior: uniform is a distribution on a sphere");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("posterior", "hierarchical:4")))
                .withMessageContaining("posterior: expected normal:D");
        assertThat(PosteriorSpec.parse("hierarchical:4,2").describe())
                .isEqualTo("two levels, diagonal Gaussian in 4 dimensions given one in 2");
    }

    @Test
    void a_posterior_on_spheres_names_both_dimensions() {
        assertThat(PosteriorSpec.parse("vmf:10").describe())
                .isEqualTo("von Mises-Fisher on a sphere of dimension 10 (ambient 11)");
        assertThat(PosteriorSpec.parse("power-spherical:4x10,2").describe())
                .isEqualTo("Power Spherical on 10 spheres of dimension 4 (ambient 5) and a sphere of dimension 2"
                        + " (ambient 3)");
        assertThat(PosteriorSpec.parse("normal:7").describe()).isEqualTo("diagonal Gaussian in 7 dimensions");
    }

    @Test
    void all_faults_are_reported_at_once_each_with_its_setting() {
        List<Fault> faults = RunConfig.faults(Map.of(
                Setting.EPOCHS, "none",
                Setting.POSTERIOR, "vmf:2",
                Setting.PRIOR, "standard",
                Setting.NETWORK, "conv:0",
                Setting.OBJECTIVE, "iwae"));
        assertThat(faults).extracting(Fault::field).containsExactly("network", "epochs", "prior", "objective");
        assertThat(faults).allSatisfy(fault -> assertThat(fault.message()).startsWith(fault.field() + ": "));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("epochs", "none", "network", "conv:0")))
                .satisfies(e -> assertThat(e.faults()).hasSize(2))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @Test
    void a_rule_is_not_checked_on_an_invalid_value() {
        assertThat(RunConfig.faults(Map.of(Setting.POSTERIOR, "vmf", Setting.PRIOR, "uniform")))
                .extracting(Fault::field)
                .containsExactly("posterior");
    }
}
