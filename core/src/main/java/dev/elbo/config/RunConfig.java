package dev.elbo.config;

import dev.elbo.data.DataException;
import dev.elbo.data.ImageOptions;
import dev.elbo.io.UserException;
import dev.elbo.objectives.Objective;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.LearningRate;
import dev.elbo.training.TrainingConfig;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A validated run: what the library, the command line and the studio all build. */
public record RunConfig(
        String data,
        ImageOptions images,
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
        int evaluationSamples,
        long seed,
        int threads) {

    /** When pixels become draws of 0 and 1. */
    public enum Binarise {
        AUTO,
        NONE,
        STATIC,
        DYNAMIC
    }

    /** What is done to columns of numbers. */
    public enum Scale {
        AUTO,
        NONE,
        STANDARD
    }

    /** What decoders say before training. */
    public enum DecoderStart {
        MEAN,
        RANDOM
    }

    private enum Colour {
        AUTO,
        GREY,
        COLOUR
    }

    /** Settings by their keys; those not given take their defaults. */
    public static RunConfig of(Map<String, String> settings) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        settings.forEach((key, value) -> given.put(Setting.ofKey(key), value));
        return ofSettings(given);
    }

    /**
     * @throws UserException in one sentence, naming the setting
     */
    public static RunConfig ofSettings(Map<Setting, String> given) {
        Reader read = new Reader(given);
        PosteriorSpec posterior = SpecParser.posterior(read.text(Setting.POSTERIOR));
        PriorSpec prior = SpecParser.prior(read.text(Setting.PRIOR));
        prior.resolvedFor(posterior); // refuses a pair that lives on different spaces
        NetworkSpec network = SpecParser.network(read.text(Setting.NETWORK));
        network.checkFor(posterior);
        LikelihoodSpec likelihood = SpecParser.likelihood(read.text(Setting.LIKELIHOOD));
        Objective objective = ObjectiveParser.parse(read.text(Setting.OBJECTIVE));
        int samples = read.whole(Setting.SAMPLES, 1);
        ObjectiveNeeds.check(objective, posterior, prior, likelihood, network, samples);
        return new RunConfig(
                read.text(Setting.DATA),
                images(read.text(Setting.IMAGE_SIZE), read.text(Setting.COLOUR)),
                SpecParser.split(read.text(Setting.SPLIT)),
                SpecParser.word(Setting.BINARISE, read.text(Setting.BINARISE), Binarise.class),
                SpecParser.word(Setting.SCALE, read.text(Setting.SCALE), Scale.class),
                posterior,
                prior,
                likelihood,
                SpecParser.word(Setting.DECODER_START, read.text(Setting.DECODER_START), DecoderStart.class),
                network,
                objective,
                read.whole(Setting.EPOCHS, 1),
                read.whole(Setting.BATCH_SIZE, 1),
                SpecParser.learningRate(read.text(Setting.LEARNING_RATE)),
                SpecParser.optimizer(read.text(Setting.OPTIMIZER)),
                read.whole(Setting.EARLY_STOPPING, 0),
                samples,
                read.whole(Setting.EVALUATION_SAMPLES, 1),
                read.seed(),
                read.text(Setting.THREADS).equals("auto") ? automaticThreads() : read.whole(Setting.THREADS, 1));
    }

    private record Reader(Map<Setting, String> given) {
        String text(Setting setting) {
            return given.getOrDefault(setting, setting.defaultText()).strip();
        }

        int whole(Setting setting, int least) {
            return SpecParser.whole(setting, text(setting), least, Integer.MAX_VALUE);
        }

        long seed() {
            try {
                return Long.parseLong(text(Setting.SEED));
            } catch (NumberFormatException e) {
                throw new UserException("seed: expected a whole number, got '" + text(Setting.SEED) + "'", e);
            }
        }
    }

    static int automaticThreads() {
        String asked = System.getenv("OMP_NUM_THREADS");
        if (asked != null && asked.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(asked);
        }
        return Runtime.getRuntime().availableProcessors();
    }

    private static ImageOptions images(String size, String colour) {
        Colour wanted = SpecParser.word(Setting.COLOUR, colour, Colour.class);
        Optional<Boolean> grey = wanted == Colour.AUTO ? Optional.empty() : Optional.of(wanted == Colour.GREY);
        if (size.equals("auto")) {
            return new ImageOptions(OptionalInt.empty(), OptionalInt.empty(), grey);
        }
        String[] sides = size.split("x", -1);
        if (sides.length > 2) {
            throw new UserException("image-size: expected " + Setting.IMAGE_SIZE.form() + ", got '" + size + "'");
        }
        int height = SpecParser.whole(Setting.IMAGE_SIZE, sides[0], 1, Integer.MAX_VALUE);
        int width = SpecParser.whole(Setting.IMAGE_SIZE, sides[sides.length - 1], 1, Integer.MAX_VALUE);
        try {
            return new ImageOptions(OptionalInt.of(height), OptionalInt.of(width), grey);
        } catch (DataException e) {
            throw new UserException("image-size: " + e.getMessage(), e);
        }
    }

    /** Every setting as text, defaults included; {@link #ofSettings} gives this config back. */
    public Map<Setting, String> settings() {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.put(Setting.DATA, data);
        all.put(
                Setting.IMAGE_SIZE,
                images.height().isEmpty()
                        ? "auto"
                        : images.height().getAsInt() + "x" + images.width().getAsInt());
        all.put(Setting.COLOUR, images.grey().map(g -> g ? "grey" : "colour").orElse("auto"));
        all.put(Setting.SPLIT, split.toString());
        all.put(Setting.BINARISE, binarise.name().toLowerCase(java.util.Locale.ROOT));
        all.put(Setting.SCALE, scale.name().toLowerCase(java.util.Locale.ROOT));
        all.put(Setting.POSTERIOR, posterior.toString());
        all.put(Setting.PRIOR, prior.toString());
        all.put(Setting.LIKELIHOOD, likelihood.toString());
        all.put(Setting.DECODER_START, decoderStart.name().toLowerCase(java.util.Locale.ROOT));
        all.put(Setting.NETWORK, network.toString());
        all.put(Setting.OBJECTIVE, ObjectiveParser.text(objective));
        all.put(Setting.EPOCHS, Integer.toString(epochs));
        all.put(Setting.BATCH_SIZE, Integer.toString(batchSize));
        all.put(Setting.LEARNING_RATE, SpecParser.text(learningRate));
        all.put(Setting.OPTIMIZER, optimizer.normaliseGradients() ? "adam-normalised" : "adam");
        all.put(Setting.EARLY_STOPPING, Integer.toString(earlyStopping));
        all.put(Setting.SAMPLES, Integer.toString(samples));
        all.put(Setting.EVALUATION_SAMPLES, Integer.toString(evaluationSamples));
        all.put(Setting.SEED, Long.toString(seed));
        all.put(Setting.THREADS, Integer.toString(threads));
        return all;
    }

    /** This config with some settings changed. */
    public RunConfig with(Map<Setting, String> changes) {
        Map<Setting, String> all = settings();
        all.putAll(changes);
        return ofSettings(all);
    }

    /** This config with one setting changed. */
    public RunConfig with(Setting setting, String value) {
        return with(Map.of(setting, value));
    }

    public TrainingConfig training() {
        return new TrainingConfig(epochs, objective, learningRate, optimizer, earlyStopping, samples);
    }
}
