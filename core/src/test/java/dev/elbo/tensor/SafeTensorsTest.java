package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
    private static final String TWO_BY_ONE = "'w':{'dtype':'F32','shape':[2,1],'data_offsets':[0,8]}";

    /** A file by hand: header length, header, data. */
    private static byte[] file(String header, String hexData) {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        byte[] data = HexFormat.of().parseHex(hexData);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    @Test
    void a_file_made_by_hand_is_read() {
        SafeTensors.Contents contents =
                SafeTensors.read(file("{'__metadata__':{'made':'here'}," + TWO_BY_ONE + "}  ", "0000803f000020c0"));
        assertThat(contents.metadata()).containsExactly(Map.entry("made", "here"));
        assertThat(contents.tensors()).containsOnlyKeys("w");
        assertThat(contents.tensors().get("w").shape()).containsExactly(2, 1);
        assertThat(contents.tensors().get("w").values()).containsExactly(1f, -2.5f);
    }

    @Test
    void a_written_file_has_the_documented_layout() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("b", new StoredTensor(new long[] {1}, new float[] {1}));
        tensors.put("a", new StoredTensor(new long[] {0, 4}, new float[0]));
        byte[] bytes = SafeTensors.write(new SafeTensors.Contents(Map.of(), tensors));
        int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).as("data are aligned").isZero();
        assertThat(Arrays.copyOfRange(bytes, 8 + header, bytes.length)).containsExactly(0, 0, 0x80, 0x3f);
        String json = new String(bytes, 8, header, StandardCharsets.UTF_8);
        assertThat(json).startsWith("{\"b\":{").contains("\"data_offsets\":[0,4]", "\"shape\":[0,4]", "\"F32\"");
    }

    @Test
    void what_is_written_is_read_back_bit_for_bit() {
        SplittableRandom random = new SplittableRandom(4);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int n = 0; n < 5; n++) {
            float[] values = new float[6 * n];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat(random.nextInt() & 0x7fffffff & ~0x00800000);
            }
            tensors.put("tensor " + n + " ü\"\n", new StoredTensor(new long[] {n, 2, 3}, values));
        }
        Map<String, String> metadata = Map.of("key", "a \"value\"\nof two lines", "é", "");
        SafeTensors.Contents back = SafeTensors.read(SafeTensors.write(new SafeTensors.Contents(metadata, tensors)));
        assertThat(back.metadata()).isEqualTo(metadata);
        assertThat(back.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
        back.tensors().forEach((name, tensor) -> {
            assertThat(tensor.shape()).containsExactly(tensors.get(name).shape());
            assertThat(tensor.values()).containsExactly(tensors.get(name).values());
        });
    }

    @Test
    void equal_contents_give_equal_bytes() {
        SafeTensors.Contents contents = new SafeTensors.Contents(
                Map.of("b", "2", "a", "1", "c", "3"), Map.of("w", new StoredTensor(new long[] {1}, new float[] {1})));
        assertThat(SafeTensors.write(contents)).containsExactly(SafeTensors.write(contents));
    }

    @Test
    void offsets_may_come_in_any_order() {
        String b = "'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}";
        String a = "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}";
        SafeTensors.Contents contents = SafeTensors.read(file("{" + b + "," + a + "}", "0000803f00000040"));
        assertThat(contents.tensors().get("a").values()).containsExactly(1);
        assertThat(contents.tensors().get("b").values()).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'w':{'dtype':'F16','shape':[2],'data_offsets':[0,8]}} | tensor w has element type F16; expected F32",
                "{'w':{'shape':[2],'data_offsets':[0,8]}} | tensor w has element type unknown; expected F32",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | tensor w has no shape or no data_offsets pair",
                "{'w':{'dtype':'F32','shape':[2]}} | tensor w has no shape or no data_offsets pair",
                "{'w':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | tensor w claims bytes 0 to 8, which do not hold its 3 values in this file",
                "{'w':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} | tensor w claims bytes 0 to 16, which do not hold its 4 values in this file",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | tensor w has a length or an offset -8; expected a whole number >= 0",
                "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor data has a hole or overlap at byte 0",
                "{'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | tensor data ends at byte 4 but the file holds 8",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'v':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor data has a hole or overlap at byte 8",
            })
    void a_header_that_does_not_fit_its_data_is_refused(String header, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensors.read(file(header, "0000803f00000040")))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'w':{'dtype':'F32','shape':[2147483648,2],'data_offsets':[0,8]}}",
                "{'w':{'dtype':'F32','shape':[0,9223372036854775807],'data_offsets':[0,8]}}",
                "7",
                "{'w':[]}",
                "{'w':{'dtype':'F32','shape':[-1,-2],'data_offsets':[0,8]}}",
                "{'w':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}",
                "{'w':{'dtype':'F32','shape':['two'],'data_offsets':[0,8]}}",
                "{'w':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}}",
                "{'w':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':['a','b']}}",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':{'from':0,'to':8}}}",
                "{'w':{'dtype':{},'shape':[2],'data_offsets':[0,8]}}",
                "{'__metadata__':{'a':{}},'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
            })
    void a_header_of_the_wrong_make_is_refused_in_one_sentence(String header) {
        for (String data : List.of("0000803f00000040", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SafeTensors.read(file(header, data)))
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        }
    }

    @Test
    void a_truncated_file_is_refused_wherever_it_was_cut() {
        byte[] whole = file("{" + TWO_BY_ONE + "}", "0000803f000020c0");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SafeTensors.read(cut))
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensors.read(new byte[3]))
                .withMessage("expected a safetensors file, got 3 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 100, 100_000_001, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_header_length_that_cannot_be_is_refused(long length) {
        byte[] bytes = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensors.read(bytes))
                .withMessage("expected a safetensors file, but its header length " + length
                        + " does not fit a file of 64 bytes");
    }

    @Test
    void a_header_that_is_not_json_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensors.read(file("{nonsense", "")))
                .withMessage("expected a safetensors file, but its header is not JSON");
    }
}
