package dev.elbo.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Graph;
import dev.elbo.data.ImageOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that claim more than they have, nest without end, or contradict each other. */
class DamagedFilesTest {
    @TempDir
    Path dir;

    private void refused(Path file, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(file, ImageOptions.NONE))
                .satisfies(e ->
                        assertThat(e.getMessage()).startsWith("'" + file + "'").doesNotContain("\n"))
                .withMessageContaining(message);
    }

    @Test
    void a_packed_file_that_unpacks_to_more_than_memory_is_refused_by_its_header() throws IOException {
        Path file = dir.resolve("bomb.idx.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(ByteBuffer.allocate(16)
                    .putInt(0x803)
                    .putInt(2_000_000)
                    .putInt(32)
                    .putInt(33)
                    .array());
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 20; i++) {
                out.write(zeros);
            }
        }
        refused(file, "needs 2.0 GiB of memory, more than the ");
    }

    /** A cell in a cell in a cell. */
    private static byte[] nestedCells(int depth) {
        int each = 56;
        ByteBuffer file = ByteBuffer.allocate(128 + each * depth).order(ByteOrder.LITTLE_ENDIAN);
        file.put("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII));
        file.position(124);
        file.putShort((short) 0x0100).put((byte) 'I').put((byte) 'M');
        for (int level = 0; level < depth; level++) {
            file.putInt(14).putInt(each * (depth - level) - 8);
            file.putInt(6).putInt(8).putInt(1).putInt(0); // a cell array
            file.putInt(5).putInt(8).putInt(level == depth - 1 ? 0 : 1).putInt(1);
            file.putInt(1).putInt(1).put((byte) 'c').position(file.position() + 7);
        }
        return file.array();
    }

    @Test
    void cells_nested_in_cells_are_passed_over() throws IOException {
        Path file = Files.write(dir.resolve("nested.mat"), nestedCells(20_000));
        refused(file, "contains no numeric array; save one under the name 'x'");
    }

    @Test
    void lengths_that_no_matlab_file_can_have_are_refused_before_the_library_sees_them() throws IOException {
        byte[] sound = Files.readAllBytes(NpyReaderTest.resource("table.mat"));
        ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).putInt(132, 0xf0000000);
        refused(
                Files.write(dir.resolve("long.mat"), sound),
                "is truncated or damaged (it has an element of 4026531840");
        ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).putInt(128, 77);
        refused(Files.write(dir.resolve("kind.mat"), sound), "(it has an element of the unknown kind 77 at byte 128)");
    }

    @Test
    void long_and_steering_text_is_cut_and_escaped() throws IOException {
        String header = "{'descr': '\u001b[31m" + "x".repeat(3000) + "', 'fortran_order': False, 'shape': (2,), }\n";
        ByteBuffer file = ByteBuffer.allocate(10 + header.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        file.put(header.getBytes(StandardCharsets.ISO_8859_1));
        Path npy = Files.write(dir.resolve("a.npy"), file.array());
        refused(npy, "contains type '\\x1b[31mxxx");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.read(npy))
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
    }

    private Path planetoid(String part, String content) throws IOException {
        for (String each : PlanetoidReader.PARTS) {
            Files.copy(
                    UsersArraysTest.resource("planetoid/ind.tiny." + each),
                    PlanetoidReader.file(dir, "tiny", each),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.writeString(PlanetoidReader.file(dir, "tiny", part), content, StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_small_planetoid_graph_is_read() throws IOException {
        planetoid("test.index", "14\n12\n16\n13\n15\n");
        Graph graph = PlanetoidReader.read("tiny", dir);
        assertThat(graph.nodes()).isEqualTo(17);
        assertThat(graph.edges().size()).isEqualTo(17);
        assertThat(graph.features().orElseThrow().columns()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "test.index; 14 12 16 13 99999999; line 5: expected a node from 12 to 16, got 99999999",
                "test.index; 14 12 16 13 17; line 5: expected a node from 12 to 16, got 17",
                "test.index; 14 12 16 13 3; line 5: expected a node from 12 to 16, got 3",
                "test.index; 14 12 16 13 14; line 5: the node 14 occurs twice",
                "test.index; 14 12 16 13; has 4 lines for 5 rows of test features",
                "test.index; 14 12 16 13 x; line 5: expected a node number, got 'x'",
                "graph; (dp0 .; does not contain a dictionary of the neighbours of at least one node",
                "graph; (dp0 I0 (lp1 I99 as.; there are features of 12",
                "graph; (lp0 .; does not contain a dictionary",
                "graph; ; is not a valid Python pickle (premature end of file)",
                "graph; garbage; is not a valid Python pickle",
            })
    void files_of_a_planetoid_graph_that_contradict_each_other_are_named(String part, String content, String message)
            throws IOException {
        Path file = planetoid(part, content == null ? "" : content.replace(' ', '\n'));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> PlanetoidReader.read("tiny", dir))
                .satisfies(e -> assertThat(e.getMessage()).contains("'" + dir).doesNotContain("\n"))
                .withMessageContaining(message);
        assertThat(file).exists();
    }

    @Test
    void a_damaged_sparse_matrix_names_its_file() throws IOException {
        planetoid("test.index", "14\n12\n16\n13\n15\n");
        Path tx = PlanetoidReader.file(dir, "tiny", "tx");
        byte[] sound = Files.readAllBytes(tx);
        int refused = 0;
        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x10;
            Files.write(tx, damaged);
            try {
                PlanetoidReader.read("tiny", dir);
            } catch (DataException e) {
                refused++;
                assertThat(e.getMessage()).contains("'" + dir).doesNotContain("\n", "null", "java.");
            }
        }
        assertThat(refused).isGreaterThan(sound.length / 2);
    }
}
