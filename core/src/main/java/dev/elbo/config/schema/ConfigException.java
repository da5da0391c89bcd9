package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be: every fault, each with its field and one line of the message. */
public final class ConfigException extends ElboException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public ConfigException(List<Fault> faults) {
        super(faults.stream().map(Fault::message).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All of them, in the order of the settings. */
    public List<Fault> faults() {
        return faults;
    }
}
