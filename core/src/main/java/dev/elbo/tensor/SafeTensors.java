package dev.elbo.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The safetensors format: an 8-byte little-endian header length, a JSON header, raw little-endian data. No code inside.
 * Float32 tensors only; offsets are checked for holes and overlaps.
 */
public final class SafeTensors {
    private static final int MAX_HEADER = 100_000_000;

    /** The largest size of a Java array. */
    private static final long MOST_ELEMENTS = Integer.MAX_VALUE;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The contents of a file: free text entries and tensors by name. */
    public record Contents(Map<String, String> metadata, Map<String, StoredTensor> tensors) {}

    private SafeTensors() {}

    /** A whole file; equal contents give equal bytes. */
    public static byte[] write(Contents contents) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!contents.metadata().isEmpty()) {
            header.put("__metadata__", new TreeMap<>(contents.metadata()));
        }
        long offset = 0;
        for (Map.Entry<String, StoredTensor> entry : contents.tensors().entrySet()) {
            long end = offset + 4L * entry.getValue().values().length;
            header.put(
                    entry.getKey(),
                    new TreeMap<>(Map.of( // sorted: the order of Map.of changes from process to process
                            "dtype", DType.FLOAT.safetensorsName(),
                            "shape", entry.getValue().shape(),
                            "data_offsets", List.of(offset, end))));
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer file =
                ByteBuffer.allocate(Math.toIntExact(8 + padded + offset)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded).put(json);
        for (int i = json.length; i < padded; i++) {
            file.put((byte) ' ');
        }
        for (StoredTensor tensor : contents.tensors().values()) {
            file.asFloatBuffer().put(tensor.values());
            file.position(file.position() + 4 * tensor.values().length);
        }
        return file.array();
    }

    /**
     * Reads a whole file.
     *
     * @throws IllegalArgumentException in one sentence, when it is not a sound safetensors file
     */
    public static Contents read(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 8) {
            throw new IllegalArgumentException("expected a safetensors file, got " + bytes.length + " bytes");
        }
        long headerLength = file.getLong();
        if (headerLength < 2 || headerLength > MAX_HEADER || 8 + headerLength > bytes.length) {
            throw new IllegalArgumentException("expected a safetensors file, but its header length " + headerLength
                    + " does not fit a file of " + bytes.length + " bytes");
        }
        JsonNode header;
        try {
            header = JSON.readTree(new String(bytes, 8, (int) headerLength, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("expected a safetensors file, but its header is not JSON", e);
        }
        if (!header.isObject()) {
            throw new IllegalArgumentException("expected a safetensors file, but its header is not a JSON object");
        }
        int start = 8 + (int) headerLength;
        Map<String, String> metadata = new TreeMap<>();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        List<long[]> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue().properties().forEach(e -> metadata.put(e.getKey(), text(e.getKey(), e.getValue())));
            } else {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), file, start, spans));
            }
        }
        checkSpans(spans, bytes.length - start);
        return new Contents(metadata, tensors);
    }

    private static StoredTensor tensor(String name, JsonNode entry, ByteBuffer file, int start, List<long[]> spans) {
        if (!DType.FLOAT.safetensorsName().equals(entry.path("dtype").stringValue(""))) {
            String type = entry.path("dtype").stringValue("unknown");
            throw new IllegalArgumentException("tensor " + name + " has element type "
                    + type.substring(0, Math.min(type.length(), 20)) + "; expected F32");
        }
        long elements = 1;
        long[] shape = new long[entry.path("shape").size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = whole(name, entry.path("shape").path(axis));
            elements = shape[axis] == 0 || elements <= MOST_ELEMENTS / shape[axis]
                    ? elements * shape[axis]
                    : MOST_ELEMENTS + 1;
        }
        JsonNode offsets = entry.path("data_offsets");
        if (!entry.path("shape").isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw new IllegalArgumentException("tensor " + name + " has no shape or no data_offsets pair");
        }
        long from = whole(name, offsets.get(0));
        long to = whole(name, offsets.get(1));
        if (from < 0 || to < from || to > file.capacity() - start || to - from != 4 * elements) {
            throw new IllegalArgumentException("tensor " + name + " claims bytes " + from + " to " + to
                    + ", which do not hold its " + elements + " values in this file");
        }
        spans.add(new long[] {from, to});
        float[] values = new float[(int) elements];
        file.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(start + (int) from)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "tensor " + name + " holds the value " + value + "; every number must be finite");
            }
        }
        return new StoredTensor(shape, values);
    }

    private static long whole(String name, JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            boolean small = number.isIntegralNumber() && number.canConvertToLong();
            throw new IllegalArgumentException("tensor " + name + " has a length or an offset "
                    + (small ? Long.toString(number.longValue()) : "of another kind")
                    + "; expected a whole number >= 0");
        }
        return number.longValue();
    }

    private static String text(String key, JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException(
                    "the metadata entry " + key + " is " + value.getNodeType() + "; expected a string");
        }
        return value.stringValue();
    }

    private static void checkSpans(List<long[]> spans, long dataLength) {
        spans.sort((a, b) -> Long.compare(a[0], b[0]) != 0 ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
        long covered = 0;
        for (long[] span : spans) {
            if (span[0] != covered) {
                throw new IllegalArgumentException("tensor data has a hole or overlap at byte " + covered);
            }
            covered = span[1];
        }
        if (covered != dataLength) {
            throw new IllegalArgumentException(
                    "tensor data ends at byte " + covered + " but the file holds " + dataLength);
        }
    }
}
