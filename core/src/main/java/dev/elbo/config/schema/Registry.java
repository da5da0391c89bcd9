package dev.elbo.config.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;

/**
 * The kinds of one component of the model by their syntax: those built in and those found on the class path.
 *
 * @param <K> the type of a kind, which turns text into a spec
 */
public final class Registry<K> {
    private final String key;
    private final List<K> kinds = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();

    /**
     * @param key key of the setting whose values they are
     * @param ours the built-in kinds, listed first
     * @param service the service type under which {@link ServiceLoader} finds the others
     * @param option the syntax of a kind
     * @throws IllegalStateException if two kinds have the same syntax
     */
    public Registry(String key, List<K> ours, Class<K> service, Function<K, Option> option) {
        this.key = key;
        Set<String> written = new HashSet<>();
        List<K> all = new ArrayList<>(ours);
        ServiceLoader.load(service).forEach(all::add);
        for (K kind : all) {
            if (!written.add(option.apply(kind).syntax())) {
                throw new IllegalStateException("two kinds of " + key + " have the syntax '"
                        + option.apply(kind).syntax() + "', the second being "
                        + kind.getClass().getName());
            }
            kinds.add(kind);
            options.add(option.apply(kind));
        }
    }

    /** The syntax of all kinds. */
    public Form form() {
        return new Form(options, false);
    }

    /**
     * Parses a value of the setting.
     *
     * @throws dev.elbo.io.ElboException if the text matches no kind
     */
    public Match match(String text) {
        return form().match(key, text.strip());
    }

    /** The kind that a text from {@link #match} belongs to. */
    public K kind(Match match) {
        return kinds.get(options.indexOf(match.option()));
    }
}
