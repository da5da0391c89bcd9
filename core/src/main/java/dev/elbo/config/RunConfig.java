package dev.elbo.config;

import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;
import dev.elbo.config.schema.SettingReader;
import dev.elbo.config.schema.Words;
import dev.elbo.data.DataException;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.TableOptions;
import dev.elbo.io.ElboException;
import dev.elbo.objectives.Objective;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.LearningRate;
import dev.elbo.training.TrainingConfig;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The validated settings of a run, from Java, the command line or a file; {@link Setting} describes each.
 *
 * @param samples posterior samples per row in a training step
 * @param earlyStopping epochs without a better validation loss after which training stops; 0 for never
 * @param evaluationSamples importance samples per test row; empty to choose by the number of rows
 * @param threads processor threads that the run may use
 * @param workers workers that share the rows of a training step; empty to choose by the size of the model
 */
public record RunConfig(
        String data,
        ImageOptions images,
        TableOptions tables,
        SplitSpec split,
        Binarise binarise,
        Scale scale,
        PosteriorSpec posterior,
        PriorSpec prior,
        LikelihoodSpec likelihood,
        DecoderStart decoderStart,
        NetworkSpec network,
        Objective objective,
        int epochs,
        int batchSize,
        LearningRate learningRate,
        AdamConfig optimizer,
        int earlyStopping,
        int samples,
        OptionalInt evaluationSamples,
        long seed,
        int threads,
        OptionalInt workers) {

    /** Importance samples per row that are accepted: all are kept in memory for the diagnosis of their weights. */
    public static final int MOST_IMPORTANCE_SAMPLES = 1_000_000;

    private static final int FEWEST_SAMPLES = 100;
    private static final int MOST_SAMPLES = 5000;
    private static final long SAMPLES_OF_ALL_ROWS = 5_000_000;

    /** When pixels are sampled as 0 or 1: never, once, or in every epoch. */
    public enum Binarise {
        AUTO,
        NONE,
        STATIC,
        DYNAMIC
    }

    /** How columns of numbers are scaled. */
    public enum Scale {
        AUTO,
        NONE,
        STANDARD
    }

    /** Output of the decoder before training: the mean training row, or that of random weights. */
    public enum DecoderStart {
        MEAN,
        RANDOM
    }

    private enum Colour {
        AUTO,
        GREY,
        COLOUR
    }

    /**
     * Parses settings by key, such as {@code "posterior"} to {@code "normal:40"}; those not given have their defaults.
     *
     * @throws ConfigException with all faults, if any value is invalid
     * @throws ElboException if there is no setting with such a key
     */
    public static RunConfig of(Map<String, String> settings) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        settings.forEach((key, value) -> given.put(Setting.ofKey(key), value));
        return ofSettings(given);
    }

    /**
     * Parses settings; those not given have their defaults.
     *
     * @throws ConfigException with all faults, if any value is invalid
     */
    public static RunConfig ofSettings(Map<Setting, String> given) {
        Reader read = new Reader(given);
        RunConfig config = read.config();
        List<Fault> faults = read.faults(config);
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return config;
    }

    /** Faults of single values, regardless of the others. */
    static List<Fault> faultsOfValues(Map<Setting, String> given) {
        Reader read = new Reader(given);
        read.config();
        return read.settings.faults();
    }

    /** All faults of some settings; empty if {@link #ofSettings} accepts them. */
    public static List<Fault> faults(Map<Setting, String> given) {
        Reader read = new Reader(given);
        return read.faults(read.config());
    }

    private static final class Reader {
        private final SettingReader<Setting> settings;

        Reader(Map<Setting, String> given) {
            this.settings = new SettingReader<>(given);
        }

        RunConfig config() {
            return new RunConfig(
                    settings.text(Setting.DATA),
                    images(),
                    tables(),
                    settings.read(Setting.SPLIT, SplitSpec::parse),
                    settings.word(Setting.BINARISE, Binarise.class),
                    settings.word(Setting.SCALE, Scale.class),
                    settings.read(Setting.POSTERIOR, PosteriorSpec::parse),
                    settings.read(Setting.PRIOR, PriorSpec::parse),
                    settings.read(Setting.LIKELIHOOD, Likelihoods::parse),
                    settings.word(Setting.DECODER_START, DecoderStart.class),
                    settings.read(Setting.NETWORK, Networks::parse),
                    settings.read(Setting.OBJECTIVE, ObjectiveParser::parse),
                    settings.whole(Setting.EPOCHS),
                    settings.whole(Setting.BATCH_SIZE),
                    settings.read(Setting.LEARNING_RATE, RunConfig::learningRate),
                    settings.read(Setting.OPTIMIZER, RunConfig::optimizer),
                    settings.whole(Setting.EARLY_STOPPING),
                    settings.whole(Setting.SAMPLES),
                    settings.read(Setting.EVALUATION_SAMPLES, RunConfig::evaluationSamples),
                    settings.wholeLong(Setting.SEED),
                    settings.read(Setting.THREADS, text -> Threads.of(Setting.THREADS.match(text))),
                    settings.read(Setting.WORKERS, RunConfig::workers));
        }

        private TableOptions tables() {
            return new TableOptions(
                    settings.read(Setting.LABEL_COLUMN, text -> column(text)),
                    settings.read(Setting.DROP, text -> columns(Setting.DROP, text, "none")),
                    settings.read(Setting.KEEP, text -> columns(Setting.KEEP, text, "all")),
                    settings.word(Setting.DECIMAL, TableOptions.Decimal.class),
                    List.of());
        }

        private static String column(String text) {
            if (text.isBlank()) {
                throw new ElboException(Setting.LABEL_COLUMN.key() + ": expected auto, none or the name of a column,"
                        + " got '" + text + "'");
            }
            return text;
        }

        private static List<String> columns(Setting setting, String text, String unset) {
            try {
                return text.equals(unset) ? List.of() : TableOptions.names(text);
            } catch (DataException e) {
                throw new ElboException(setting.key() + ": " + e.getMessage(), e);
            }
        }

        private ImageOptions images() {
            Colour colour = settings.word(Setting.COLOUR, Colour.class);
            Optional<Boolean> grey = colour == Colour.AUTO ? Optional.empty() : Optional.of(colour == Colour.GREY);
            Match size = settings.read(Setting.IMAGE_SIZE, Setting.IMAGE_SIZE::match);
            if (size.word().equals("auto")) {
                return new ImageOptions(OptionalInt.empty(), OptionalInt.empty(), grey);
            }
            boolean square = size.has("N");
            return new ImageOptions(
                    OptionalInt.of(size.whole(square ? "N" : "H")),
                    OptionalInt.of(size.whole(square ? "N" : "W")),
                    grey);
        }

        /** Invalid values, and rules violated by values that are valid by themselves. */
        List<Fault> faults(RunConfig config) {
            List<Fault> faults = settings.faults();
            for (SettingRule rule : SettingRule.ALL) {
                if (!settings.isWrong(rule.field()) && rule.others().stream().noneMatch(settings::isWrong)) {
                    try {
                        rule.check().accept(config);
                    } catch (ElboException e) {
                        faults.add(new Fault(rule.field().key(), e.getMessage()));
                    }
                }
            }
            return faults;
        }
    }

    private static LearningRate learningRate(String text) {
        Match match = Setting.LEARNING_RATE.match(text);
        return match.has("FACTOR")
                ? new LearningRate(match.real("RATE"), match.real("FACTOR"), match.whole("EPOCHS"))
                : LearningRate.constant(match.real("RATE"));
    }

    private static String text(LearningRate rate) {
        String schedule = rate.everyEpochs() == 0 ? "" : ":" + Numbers.text(rate.factor()) + "/" + rate.everyEpochs();
        return Numbers.text(rate.initial()) + schedule;
    }

    private static OptionalInt evaluationSamples(String text) {
        Match match = Setting.EVALUATION_SAMPLES.match(text);
        return match.has("N") ? OptionalInt.of(match.whole("N")) : OptionalInt.empty();
    }

    private static OptionalInt workers(String text) {
        Match match = Setting.WORKERS.match(text);
        return match.has("N") ? OptionalInt.of(match.whole("N")) : OptionalInt.empty();
    }

    /** Importance samples for an evaluation of so many rows. */
    public int evaluationSamples(int rows) {
        return evaluationSamples.orElseGet(
                () -> (int) Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, SAMPLES_OF_ALL_ROWS / rows)));
    }

    private static AdamConfig optimizer(String text) {
        return Setting.OPTIMIZER.match(text).word().equals("adam") ? AdamConfig.PAPER : AdamConfig.NORMALISED;
    }

    /** Every setting as text, defaults included; {@link #ofSettings} turns it back into this config. */
    public Map<Setting, String> settings() {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.put(Setting.DATA, data);
        all.put(
                Setting.IMAGE_SIZE,
                images.height().isEmpty()
                        ? "auto"
                        : images.height().getAsInt() + "x" + images.width().getAsInt());
        all.put(Setting.COLOUR, images.grey().map(g -> g ? "grey" : "colour").orElse("auto"));
        all.put(Setting.LABEL_COLUMN, tables.label());
        all.put(Setting.DROP, tables.drop().isEmpty() ? "none" : TableOptions.text(tables.drop()));
        all.put(Setting.KEEP, tables.keep().isEmpty() ? "all" : TableOptions.text(tables.keep()));
        all.put(Setting.DECIMAL, Words.text(tables.decimal()));
        all.put(Setting.SPLIT, split.toString());
        all.put(Setting.BINARISE, Words.text(binarise));
        all.put(Setting.SCALE, Words.text(scale));
        all.put(Setting.POSTERIOR, posterior.toString());
        all.put(Setting.PRIOR, prior.toString());
        all.put(Setting.LIKELIHOOD, likelihood.toString());
        all.put(Setting.DECODER_START, Words.text(decoderStart));
        all.put(Setting.NETWORK, network.toString());
        all.put(Setting.OBJECTIVE, ObjectiveParser.text(objective));
        all.put(Setting.EPOCHS, Integer.toString(epochs));
        all.put(Setting.BATCH_SIZE, Integer.toString(batchSize));
        all.put(Setting.LEARNING_RATE, text(learningRate));
        all.put(Setting.OPTIMIZER, optimizer.normaliseGradients() ? "adam-normalised" : "adam");
        all.put(Setting.EARLY_STOPPING, Integer.toString(earlyStopping));
        all.put(Setting.SAMPLES, Integer.toString(samples));
        all.put(
                Setting.EVALUATION_SAMPLES,
                evaluationSamples.isEmpty() ? "auto" : Integer.toString(evaluationSamples.getAsInt()));
        all.put(Setting.SEED, Long.toString(seed));
        all.put(Setting.THREADS, Integer.toString(threads));
        all.put(Setting.WORKERS, workers.isEmpty() ? "auto" : Integer.toString(workers.getAsInt()));
        return all;
    }

    /**
     * This config with some settings changed.
     *
     * @throws ConfigException with all faults, if the new settings are invalid
     */
    public RunConfig with(Map<Setting, String> changes) {
        Map<Setting, String> all = settings();
        all.putAll(changes);
        return ofSettings(all);
    }

    /**
     * This config with one setting changed.
     *
     * @throws ConfigException with all faults, if the new settings are invalid
     */
    public RunConfig with(Setting setting, String value) {
        return with(Map.of(setting, value));
    }

    /** The settings that concern training. */
    public TrainingConfig training() {
        return new TrainingConfig(epochs, objective, learningRate, optimizer, earlyStopping, samples);
    }
}
