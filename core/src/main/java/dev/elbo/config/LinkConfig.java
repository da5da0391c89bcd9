package dev.elbo.config;

import dev.elbo.io.UserException;
import dev.elbo.objectives.EdgeWeighting;
import dev.elbo.training.GraphTrainingConfig;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Link prediction with a graph VAE, every choice made; {@link LinkSetting} says what each is. */
public record LinkConfig(
        String data,
        String features,
        PosteriorSpec posterior,
        int hidden,
        LinkDecoder decoder,
        GraphTrainingConfig training,
        long seed,
        int threads) {

    /**
     * Settings as texts; those not given take their defaults.
     *
     * @throws UserException in one sentence, naming the setting
     */
    public static LinkConfig of(Map<LinkSetting, String> given) {
        Map<LinkSetting, String> all = new EnumMap<>(LinkSetting.class);
        for (LinkSetting setting : LinkSetting.values()) {
            all.put(setting, given.getOrDefault(setting, setting.defaultText()).strip());
        }
        return new LinkConfig(
                all.get(LinkSetting.DATA),
                all.get(LinkSetting.FEATURES),
                posterior(all.get(LinkSetting.POSTERIOR)),
                whole(LinkSetting.HIDDEN, all.get(LinkSetting.HIDDEN)),
                LinkDecoder.parse(all.get(LinkSetting.DECODER)),
                training(all),
                seed(all.get(LinkSetting.SEED)),
                all.get(LinkSetting.THREADS).equals("auto")
                        ? RunConfig.automaticThreads()
                        : whole(LinkSetting.THREADS, all.get(LinkSetting.THREADS)));
    }

    private static PosteriorSpec posterior(String text) {
        PosteriorSpec posterior = SpecParser.posterior(text);
        if (posterior instanceof PosteriorSpec.Hierarchical) {
            throw new UserException("posterior: a graph VAE has one level of latents, got '" + text
                    + "'; use for example normal:16 or vmf:64");
        }
        return posterior;
    }

    private static GraphTrainingConfig training(Map<LinkSetting, String> all) {
        double rate;
        try {
            rate = Double.parseDouble(all.get(LinkSetting.LEARNING_RATE));
        } catch (NumberFormatException e) {
            throw LinkSetting.LEARNING_RATE.malformed(all.get(LinkSetting.LEARNING_RATE));
        }
        try {
            return new GraphTrainingConfig(
                    whole(LinkSetting.EPOCHS, all.get(LinkSetting.EPOCHS)),
                    rate,
                    weighting(all.get(LinkSetting.WEIGHTING)),
                    select(all.get(LinkSetting.SELECT)));
        } catch (IllegalArgumentException e) {
            throw new UserException("learning-rate: " + e.getMessage(), e);
        }
    }

    private static EdgeWeighting weighting(String text) {
        return Arrays.stream(EdgeWeighting.values())
                .filter(w -> w.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> LinkSetting.WEIGHTING.malformed(text, "elbo", "gae", "pyg"));
    }

    private static int select(String text) {
        if (text.equals("last")) {
            return 0;
        }
        if (!text.startsWith("validation:")) {
            throw LinkSetting.SELECT.malformed(text, "last", "validation");
        }
        return whole(LinkSetting.SELECT, text.substring("validation:".length()));
    }

    private static int whole(LinkSetting setting, String text) {
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        throw new UserException(setting.key() + ": expected " + setting.form()
                + " with a whole number from 1 to 999999, got '" + text + "'");
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UserException("seed: expected a whole number, got '" + text + "'", e);
        }
    }

    /** Every setting as text, the threads left out: what two results must share to stand for the same run. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(LinkSetting.DATA.key(), data);
        texts.put(LinkSetting.FEATURES.key(), features);
        texts.put(LinkSetting.POSTERIOR.key(), posterior.toString());
        texts.put(LinkSetting.HIDDEN.key(), Integer.toString(hidden));
        texts.put(LinkSetting.DECODER.key(), decoder.toString());
        texts.put(LinkSetting.WEIGHTING.key(), training.weighting().name().toLowerCase(Locale.ROOT));
        texts.put(LinkSetting.EPOCHS.key(), Integer.toString(training.epochs()));
        texts.put(LinkSetting.LEARNING_RATE.key(), SpecParser.number(training.learningRate()));
        texts.put(
                LinkSetting.SELECT.key(),
                training.selectEvery() == 0 ? "last" : "validation:" + training.selectEvery());
        texts.put(LinkSetting.SEED.key(), Long.toString(seed));
        return texts;
    }
}
