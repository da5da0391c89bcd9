package dev.elbo.config.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;

/**
 * Kinds of a part of the model by how they are written: ours, and those found on the class path.
 *
 * @param <K> what makes a spec from text
 */
public final class Registry<K> {
    private final String key;
    private final List<K> kinds = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();

    /**
     * @param key the setting that they are values of
     * @param service the type of those on the class path
     * @param option how a kind is written
     */
    public Registry(String key, List<K> ours, Class<K> service, Function<K, Option> option) {
        this.key = key;
        Set<String> written = new HashSet<>();
        List<K> all = new ArrayList<>(ours);
        ServiceLoader.load(service).forEach(all::add);
        for (K kind : all) {
            if (!written.add(option.apply(kind).syntax())) {
                throw new IllegalStateException("two kinds of " + key + " are written '"
                        + option.apply(kind).syntax() + "', the second being "
                        + kind.getClass().getName());
            }
            kinds.add(kind);
            options.add(option.apply(kind));
        }
    }

    public Form form() {
        return new Form(options, false);
    }

    public Match match(String text) {
        return form().match(key, text.strip());
    }

    public K kind(Match match) {
        return kinds.get(options.indexOf(match.option()));
    }
}
