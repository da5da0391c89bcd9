package dev.elbo.data.sources;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.Split;
import dev.elbo.data.builtin.Circle;
import dev.elbo.data.builtin.Digits;
import dev.elbo.data.builtin.Square;
import dev.elbo.data.formats.FreyFaces;
import dev.elbo.data.formats.Mnist;
import dev.elbo.data.images.ImageCollection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Opens the sets of {@link KnownSets}. */
final class NamedSets {
    private static final int CIFAR_VALIDATION_EVERY = 5;

    private NamedSets() {}

    static Dataset open(KnownFiles files) {
        return switch (files.set().name()) {
            case "digits" -> Digits.generate(Digits.ROWS, Digits.SEED);
            case "square" -> Square.generate(Square.ROWS, Square.SEED);
            case "circle" -> Circle.generate(Circle.ROWS, Circle.SEED);
            case "arcsR" -> throw new DataException("'arcsR' is not a data set; choose one of arcs1 to arcs8");
            case "mnist" -> mnist(files);
            case "frey" -> FreyFaces.read(files.locate(files.set().files().get(0)));
            case "cifar10" -> cifar10(files);
            default -> throw new AssertionError(files.set().name());
        };
    }

    private static Dataset mnist(KnownFiles files) {
        List<Path> paths = files.set().files().stream().map(files::locate).toList();
        return Mnist.read("mnist", paths.get(0), paths.get(1), paths.get(2), paths.get(3));
    }

    /** The archive has training and test rows, sorted by class; every fifth training row becomes validation. */
    private static Dataset cifar10(KnownFiles files) {
        Path archive = files.locate(files.set().files().get(0));
        Dataset images = ImageCollection.read("cifar10", archive, ImageOptions.NONE);
        Split split = images.officialSplit()
                .orElseThrow(() -> new DataException(
                        "'" + archive + "' has no folders 'train' and 'test'; get an intact copy of the archive"));
        return images.withOfficialSplit(holdOut(split));
    }

    private static Split holdOut(Split split) {
        int[] train = split.train();
        int[] kept = IntStream.range(0, train.length)
                .filter(i -> i % CIFAR_VALIDATION_EVERY != CIFAR_VALIDATION_EVERY - 1)
                .map(i -> train[i])
                .toArray();
        int[] held = IntStream.range(0, train.length)
                .filter(i -> i % CIFAR_VALIDATION_EVERY == CIFAR_VALIDATION_EVERY - 1)
                .map(i -> train[i])
                .toArray();
        return new Split(kept, held, split.test());
    }
}
