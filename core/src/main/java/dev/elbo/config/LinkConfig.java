package dev.elbo.config;

import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;
import dev.elbo.config.schema.SettingReader;
import dev.elbo.config.schema.Words;
import dev.elbo.objectives.EdgeWeighting;
import dev.elbo.training.GraphTrainingConfig;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The validated settings of link prediction with a graph VAE; {@link LinkSetting} describes each. */
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
     * Parses settings; those not given have their defaults.
     *
     * @throws ConfigException with all faults, if any setting is invalid
     */
    public static LinkConfig of(Map<LinkSetting, String> given) {
        SettingReader<LinkSetting> settings = new SettingReader<>(given);
        LinkConfig config = new LinkConfig(
                settings.text(LinkSetting.DATA),
                settings.read(LinkSetting.FEATURES, LinkConfig::features),
                settings.read(LinkSetting.POSTERIOR, LinkConfig::posterior),
                settings.whole(LinkSetting.HIDDEN),
                settings.read(LinkSetting.DECODER, LinkDecoder::parse),
                new GraphTrainingConfig(
                        settings.whole(LinkSetting.EPOCHS),
                        settings.real(LinkSetting.LEARNING_RATE),
                        settings.word(LinkSetting.WEIGHTING, EdgeWeighting.class),
                        settings.read(LinkSetting.SELECT, LinkConfig::select)),
                settings.wholeLong(LinkSetting.SEED),
                settings.read(LinkSetting.THREADS, text -> Threads.of(LinkSetting.THREADS.match(text))));
        List<Fault> faults = settings.faults();
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return config;
    }

    private static String features(String text) {
        Match match = LinkSetting.FEATURES.match(text);
        return match.word().isEmpty() ? match.text("FILE") : match.word();
    }

    private static PosteriorSpec posterior(String text) {
        return PosteriorSpec.parse(LinkSetting.POSTERIOR, text);
    }

    private static int select(String text) {
        Match match = LinkSetting.SELECT.match(text);
        return match.has("EPOCHS") ? match.whole("EPOCHS") : 0;
    }

    /** Every setting as text, defaults included; {@link #of} turns it back into this config. */
    public Map<LinkSetting, String> settings() {
        Map<LinkSetting, String> all = new EnumMap<>(LinkSetting.class);
        all.put(LinkSetting.DATA, data);
        all.put(LinkSetting.FEATURES, features);
        all.put(LinkSetting.POSTERIOR, posterior.toString());
        all.put(LinkSetting.HIDDEN, Integer.toString(hidden));
        all.put(LinkSetting.DECODER, decoder.toString());
        all.put(LinkSetting.WEIGHTING, Words.text(training.weighting()));
        all.put(LinkSetting.EPOCHS, Integer.toString(training.epochs()));
        all.put(LinkSetting.LEARNING_RATE, Numbers.text(training.learningRate()));
        all.put(LinkSetting.SELECT, training.selectEvery() == 0 ? "last" : "validation:" + training.selectEvery());
        all.put(LinkSetting.SEED, Long.toString(seed));
        all.put(LinkSetting.THREADS, Integer.toString(threads));
        return all;
    }

    /** Settings by key, except the number of threads: results with equal settings belong to the same run. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        settings().forEach((setting, text) -> {
            if (setting != LinkSetting.THREADS) {
                texts.put(setting.key(), text);
            }
        });
        return texts;
    }
}
