package dev.elbo.runs;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.assembly.PreparedData;
import dev.elbo.config.RunConfig;
import dev.elbo.data.ColumnMatching;
import dev.elbo.data.Dataset;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Sha256;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The data of a run: prepared when it is created, and opened and checked again when it is opened. */
final class RunData {
    private final RunDirectory directory;
    private final RunConfig config;
    private final Supplier<Dataset> source;
    private @Nullable PreparedData prepared;

    /** @param prepared the data if they have been prepared, otherwise null */
    RunData(RunDirectory directory, RunConfig config, Supplier<Dataset> source, @Nullable PreparedData prepared) {
        this.directory = directory;
        this.config = config;
        this.source = source;
        this.prepared = prepared;
    }

    /** For a new run; {@code initial} is the model that it starts from. */
    static PreparedData prepare(Dataset data, RunConfig config, Optional<InitialModel> initial) {
        return prepareMatched(matched(data, initial), config, initial);
    }

    private static PreparedData prepareMatched(Dataset data, RunConfig config, Optional<InitialModel> initial) {
        if (initial.isEmpty()) {
            return PreparedData.prepare(data, config);
        }
        ModelSpec spec = initial.get().spec();
        PreparedData prepared = PreparedData.prepare(data, config, Optional.ofNullable(spec.normalizer()));
        initial.get().check(prepared.spec());
        return prepared;
    }

    /** With the columns of the model that the run starts from, in its order. */
    private static Dataset matched(Dataset data, Optional<InitialModel> initial) {
        return initial.isEmpty()
                ? data
                : ColumnMatching.apply(data, initial.get().spec().columnNames());
    }

    /** {@link Run#prepared()}. */
    PreparedData prepared() {
        if (prepared == null) {
            prepared = opened();
        }
        return prepared;
    }

    private PreparedData opened() {
        Provenance provenance = Json.read(directory.provenance(), Provenance.class);
        Optional<InitialModel> initial = initial(provenance);
        Dataset data = matched(source.get(), initial);
        if (!provenance.dataSha256().equals(data.sha256())) {
            throw new ElboException("the data of this run have changed: " + config.data() + " has SHA-256 "
                    + data.sha256() + ", but the run was created with " + provenance.dataSha256() + "; restore"
                    + " the old data or start a new run");
        }
        PreparedData fresh = prepareMatched(data, config, initial);
        if (!directory.readSplit().equals(fresh.split())) {
            throw new ElboException("the split saved in " + directory.splitFile()
                    + " is not the one that the settings produce, so the file was changed; start a new run");
        }
        return fresh;
    }

    private Optional<InitialModel> initial(Provenance provenance) {
        Provenance.Start start = provenance.initialModel();
        if (start == null) {
            return Optional.empty();
        }
        if (!Files.exists(directory.initialModel()) || !start.sha256().equals(Sha256.of(directory.initialModel()))) {
            throw new ElboException(directory.initialModel() + " is missing or not the model that the run started from,"
                    + " with SHA-256 " + start.sha256() + "; restore it or start a new run");
        }
        return Optional.of(InitialModel.open(directory.initialModel()));
    }
}
