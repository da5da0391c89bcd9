package dev.elbo.runs;

import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.training.Adam;
import dev.elbo.training.EarlyStopping;
import dev.elbo.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * A {@link TrainingState} as one safetensors file: latest and best parameters, Adam's moments, early stopping and the
 * history. It is a single file so that it can be replaced atomically.
 */
final class Checkpoint {
    private static final String LATEST = "latest/";
    private static final String BEST = "best/";
    private static final String FIRST = "adam/first";
    private static final String SECOND = "adam/second";

    private Checkpoint() {}

    /** @param csv formats an epoch as one line of text */
    static <E> void write(Path file, TrainingState<E> state, Function<E, String> csv) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        state.latest().forEach((name, tensor) -> tensors.put(LATEST + name, tensor));
        state.best().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        tensors.put(FIRST, flat(state.adam().firstMoment()));
        tensors.put(SECOND, flat(state.adam().secondMoment()));
        Map<String, String> metadata = Map.of(
                "step", Long.toString(state.adam().step()),
                "best", Double.toString(state.earlyStopping().best()),
                "bestEpoch", Integer.toString(state.earlyStopping().bestEpoch()),
                "badEpochs", Integer.toString(state.earlyStopping().badEpochs()),
                "history", String.join("\n", state.history().stream().map(csv).toList()));
        AtomicFiles.write(file, SafeTensors.write(new SafeTensors.Contents(metadata, tensors)));
    }

    private static StoredTensor flat(float[] values) {
        return new StoredTensor(new long[] {values.length}, values);
    }

    /**
     * Reads the output of {@link #write}.
     *
     * @throws ElboException in one sentence, if the file cannot be read or is damaged
     */
    static <E> TrainingState<E> read(Path file, Function<String, E> parse) {
        try {
            return state(SafeTensors.read(Files.readAllBytes(file)), parse);
        } catch (IOException | IllegalArgumentException e) {
            throw new ElboException("cannot read the checkpoint " + file + ": " + e.getMessage(), e);
        } catch (NoSuchElementException e) {
            throw new ElboException("cannot read the checkpoint " + file + ": it is incomplete", e);
        }
    }

    private static <E> TrainingState<E> state(SafeTensors.Contents contents, Function<String, E> parse) {
        Map<String, String> metadata = contents.metadata();
        List<E> history = new ArrayList<>();
        present(metadata, "history").lines().forEach(line -> history.add(parse.apply(line)));
        return new TrainingState<>(
                withPrefix(contents.tensors(), LATEST),
                withPrefix(contents.tensors(), BEST),
                new Adam.State(
                        Long.parseLong(present(metadata, "step")),
                        present(contents.tensors(), FIRST).values(),
                        present(contents.tensors(), SECOND).values()),
                new EarlyStopping(
                        Double.parseDouble(present(metadata, "best")),
                        Integer.parseInt(present(metadata, "bestEpoch")),
                        Integer.parseInt(present(metadata, "badEpochs"))),
                history);
    }

    /**
     * Puts a checkpoint back into a trainer.
     *
     * @throws ElboException if it is that of another model
     */
    static void restore(Path file, Runnable restore) {
        try {
            restore.run();
        } catch (IllegalArgumentException e) {
            throw new ElboException(
                    file + " is not a checkpoint of the model that config.yaml describes; restore one of them", e);
        }
    }

    private static <T> T present(Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new NoSuchElementException(name);
        }
        return found;
    }

    private static Map<String, StoredTensor> withPrefix(Map<String, StoredTensor> all, String prefix) {
        Map<String, StoredTensor> chosen = new LinkedHashMap<>();
        all.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                chosen.put(name.substring(prefix.length()), tensor);
            }
        });
        return chosen;
    }
}
