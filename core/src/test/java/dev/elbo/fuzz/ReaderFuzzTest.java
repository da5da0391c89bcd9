package dev.elbo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.data.Dataset;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.NodePairs;
import dev.elbo.data.SparseRows;
import dev.elbo.data.edgelists.EdgeListReader;
import dev.elbo.data.formats.DataFiles;
import dev.elbo.data.formats.NodeFeatures;
import dev.elbo.data.formats.PlanetoidReader;
import dev.elbo.inference.ModelFile;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.testing.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files are read or refused in one sentence, quickly and without a word of the libraries underneath. {@code
 * -Delbo.mutations=N} sets the number of mutations of each format, {@code -Delbo.mutations.seed=N} the seed, {@code
 * -Delbo.mutations.formats=NPY,TIF} the formats.
 */
class ReaderFuzzTest {
    private static final int COUNT = Integer.getInteger("elbo.mutations", 150);
    private static final long SEED = Long.getLong("elbo.mutations.seed", 1);
    private static final String FORMATS = System.getProperty("elbo.mutations.formats", "");
    private static final double MOST_SECONDS = 20;
    private static final Pattern INTERNAL = Pattern.compile(
            "[\\n\\r]|java\\.|javax\\.|Exception|\\bnull\\b|dev\\.elbo|jackson|\\bat \\[|Cannot invoke");
    private static final int LONGEST = 1500;

    @TempDir
    Path dir;

    @FunctionalInterface
    private interface Reader {
        void read(Path file) throws IOException;
    }

    private enum Format {
        NPY("a.npy", Seeds::npy, ReaderFuzzTest::data),
        NPZ("a.npz", Seeds::npz, ReaderFuzzTest::data),
        MAT("a.mat", () -> Seeds.resource("/data/table.mat"), ReaderFuzzTest::data),
        MAT_TWO("a.mat", () -> Seeds.resource("/data/two.mat"), file -> data(file.resolveSibling("a.mat:first"))),
        IDX("a.idx", Seeds::idx, ReaderFuzzTest::data),
        IDX_GZ("a.idx.gz", () -> Mutations.gzipped(Seeds.idx()), ReaderFuzzTest::data),
        CSV("a.csv", Seeds::csv, ReaderFuzzTest::data),
        PNG("a.png", () -> Seeds.image("png", true), ReaderFuzzTest::data),
        JPG("a.jpg", () -> Seeds.image("jpg", true), ReaderFuzzTest::data),
        GIF("a.gif", () -> Seeds.image("gif", true), ReaderFuzzTest::data),
        BMP("a.bmp", () -> Seeds.image("bmp", true), ReaderFuzzTest::data),
        TIF("a.tif", () -> Seeds.image("tif", true), ReaderFuzzTest::data),
        TIF_FLOAT("a.tif", () -> Seeds.resource("/cases/08img/tif/0.tif"), ReaderFuzzTest::data),
        EXIF("a.jpg", () -> Seeds.resource("/cases/08img/exif/0.jpg"), ReaderFuzzTest::data),
        IMAGE_ZIP("a.zip", Seeds::images, ReaderFuzzTest::data),
        ALLX("ind.tiny.allx", () -> planetoidPart("allx"), ReaderFuzzTest::planetoid),
        TX("ind.tiny.tx", () -> planetoidPart("tx"), ReaderFuzzTest::planetoid),
        GRAPH("ind.tiny.graph", () -> planetoidPart("graph"), ReaderFuzzTest::planetoid),
        TEST_INDEX("ind.tiny.test.index", () -> planetoidPart("test.index"), ReaderFuzzTest::planetoid),
        EDGES("a.edges", Seeds::edges, file -> EdgeListReader.read("a", file)),
        FEATURES("a.csv", Seeds::features, file -> finite(NodeFeatures.read(threeNodes(), file))),
        MODEL("model.elbo", () -> Seeds.resource("/cases/damaged/good.model.elbo"), ReaderFuzzTest::model),
        SAFETENSORS("a.safetensors", Seeds::safetensors, file -> SafeTensors.read(Files.readAllBytes(file))),
        CONFIG("config.yaml", Seeds::config, file -> {
            ConfigFile.read(file);
            ConfigFile.kind(file);
        });

        private final String fileName;
        private final Supplier<byte[]> sound;
        private final Reader reader;

        Format(String fileName, Supplier<byte[]> sound, Reader reader) {
            this.fileName = fileName;
            this.sound = sound;
            this.reader = reader;
        }
    }

    private static void data(Path file) {
        Dataset data = DataFiles.open(file, ImageOptions.NONE);
        for (int i = 0; i < data.values().length(); i++) {
            assertThat(Float.isFinite(data.values().get(i))).as("value " + i).isTrue();
        }
    }

    private static byte[] planetoidPart(String part) {
        return Seeds.resource("/cases/planetoid/ind.tiny." + part);
    }

    private static void planetoid(Path file) throws IOException {
        for (String part : PlanetoidReader.PARTS) {
            Path other = PlanetoidReader.file(file.getParent(), "tiny", part);
            if (!other.equals(file)) {
                Files.write(other, planetoidPart(part));
            }
        }
        finite(PlanetoidReader.read("tiny", file.getParent()));
    }

    private static void finite(Graph graph) {
        for (float value : graph.features().map(SparseRows::values).orElse(new float[0])) {
            assertThat(Float.isFinite(value)).isTrue();
        }
    }

    private static Graph threeNodes() {
        Edges edges = Edges.of(3, new NodePairs(new int[] {0, 1}, new int[] {1, 2}));
        return new Graph("g", edges, List.of("a", "b", "c"), Optional.empty(), new Graph.Dropped(0, 0));
    }

    private static void model(Path file) {
        try (TrainedModel model = TrainedModel.open(file)) {
            assertThat(model.spec().shape().size()).isPositive();
        }
        ModelFile.read(file).close();
    }

    @ParameterizedTest
    @EnumSource
    void damaged_files_are_read_or_refused_in_one_sentence(Format format) throws IOException {
        assumeTrue(FORMATS.isEmpty() || List.of(FORMATS.split(",")).contains(format.name()), "not among " + FORMATS);
        byte[] sound = format.sound.get();
        Path file = Files.write(dir.resolve(format.fileName), sound);
        format.reader.read(file);
        Mutations mutations = new Mutations(SEED + format.ordinal());
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int refused = 0;
            for (int i = 0; i < COUNT; i++) {
                byte[] damaged = mutations.damaged(sound);
                Files.write(file, damaged);
                refused += refused(format, file, damaged) ? 1 : 0;
            }
            assertThat(refused).as("refused of " + COUNT).isGreaterThan(COUNT / 20);
            System.out.println(format + ": " + COUNT + " damaged files, " + refused + " refused");
        } finally {
            System.setErr(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static boolean refused(Format format, Path file, byte[] damaged) throws IOException {
        long start = System.nanoTime();
        String sentence = "";
        try {
            format.reader.read(file);
        } catch (ConfigException e) {
            sentence = e.faults().stream().map(Fault::message).reduce("", (a, b) -> a.length() > b.length() ? a : b);
            e.faults().forEach(fault -> check(fault.message(), damaged));
        } catch (ElboException e) {
            sentence = e.getMessage();
            check(sentence, damaged);
        } catch (IllegalArgumentException e) {
            if (format != Format.SAFETENSORS) {
                throw failure(e, damaged);
            }
            sentence = e.getMessage();
            check(sentence, damaged);
        } catch (RuntimeException | Error e) {
            throw failure(e, damaged);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        assertThat(seconds).as(() -> sample(damaged)).isLessThan(MOST_SECONDS);
        return !sentence.isEmpty();
    }

    private static void check(String sentence, byte[] damaged) {
        String ours = sentence.replaceAll("'[^']*'", "''"); // what is quoted is the file's
        if (INTERNAL.matcher(ours).find()
                || sentence.length() > LONGEST
                || sentence.chars().anyMatch(c -> c < 32)) {
            throw new AssertionError("not one sentence: " + sentence + "\n" + sample(damaged));
        }
    }

    private static AssertionError failure(Throwable e, byte[] damaged) {
        return new AssertionError("not a sentence of ours: " + e + "\n" + sample(damaged), e);
    }

    private static String sample(byte[] damaged) {
        try {
            Path kept = Files.createTempFile("elbo-damaged", ".bin");
            Files.write(kept, damaged);
            String head = HexFormat.of().formatHex(damaged, 0, Math.min(damaged.length, 64));
            return "kept as " + kept + ", begins with " + head;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
