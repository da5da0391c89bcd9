package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import java.util.List;
import java.util.stream.Collectors;

/** Invalid settings: all faults at once, each with its setting and one line of the message. */
public final class ConfigException extends ElboException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** @param faults at least one; their messages, one per line, become the message */
    public ConfigException(List<Fault> faults) {
        super(faults.stream().map(Fault::message).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All faults, in the order of the settings. */
    public List<Fault> faults() {
        return faults;
    }
}
