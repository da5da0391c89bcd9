package dev.elbo.inference;

import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Reason;
import dev.elbo.io.Sha256;
import dev.elbo.io.Shown;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.tensor.StoredTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A zip archive of {@code model.json} and {@code weights.safetensors}: the format of every {@code model.elbo}. */
final class ModelArchive {
    private static final String SPEC = "model.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String DIGEST = "weights.sha256";
    private static final int MOST_SPEC_BYTES = 1 << 26;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0); // equal models give equal files

    private final Path file;
    private final Map<String, byte[]> parts;

    private ModelArchive(Path file, Map<String, byte[]> parts) {
        this.file = file;
        this.parts = parts;
    }

    /** The contents of {@code model.json}. */
    interface Header {
        int format();
    }

    /** The kind of model; absent for a VAE on rows. */
    private record Kind(String kind) {}

    static void write(Path file, Header header, Map<String, StoredTensor> weights) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            put(zip, SPEC, Json.pretty(header).getBytes(StandardCharsets.UTF_8));
            byte[] tensors = SafeTensors.write(new SafeTensors.Contents(Map.of(), weights));
            put(zip, DIGEST, Sha256.of(new ByteArrayInputStream(tensors)).getBytes(StandardCharsets.UTF_8));
            put(zip, WEIGHTS, tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFiles.write(file, bytes.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** @throws ElboException in one sentence, if the file is missing or not a zip archive */
    static ModelArchive read(Path file) {
        if (!Files.exists(file)) {
            throw new ElboException("there is no model file " + file + "; give a run directory or a model.elbo");
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            for (String name : List.of(SPEC, DIGEST, WEIGHTS)) { // others are not unpacked
                ZipEntry entry = zip.getEntry(name);
                if (entry != null) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        byte[] content = bounded(file, in, name);
                        if (crc(content) != entry.getCrc()) {
                            throw unsound(file, "its part " + name + " does not match its checksum", null);
                        }
                        parts.put(name, content);
                    }
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw unsound(file, "it is cut off, or no zip file", e);
        } catch (IOException e) {
            throw new ElboException("cannot read " + file + ": " + Reason.of(e), e);
        }
        return new ModelArchive(file, parts);
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    /** An entry unpacked, unless it is larger than any that we write or than the memory there is for it. */
    private static byte[] bounded(Path file, InputStream zip, String name) throws IOException {
        long memory = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4);
        int most = name.equals(WEIGHTS) ? (int) memory : MOST_SPEC_BYTES;
        byte[] content = zip.readNBytes(most + 1);
        if (content.length > most) {
            throw new ElboException(file + ": its part " + name + " is larger than " + most
                    + " bytes; give the JVM more memory, or get a sound model file");
        }
        return content;
    }

    /**
     * The header.
     *
     * @param kind expected kind, empty for a VAE on rows
     * @param newest newest format that can be read
     * @throws ElboException if the model is of another kind or the format is newer
     */
    <H extends Header> H header(Class<H> type, String kind, int newest) {
        byte[] json = required(SPEC);
        Kind found = JsonMapper.shared().readValue(json, Kind.class);
        String name = found.kind() == null ? "" : found.kind();
        if (!name.equals(kind)) {
            throw new ElboException("expected " + described(kind) + " in " + file + ", got " + described(name));
        }
        H header = JsonMapper.shared().readValue(json, type);
        if (header.format() < 1) {
            throw new IllegalArgumentException("format " + header.format());
        }
        if (header.format() > newest) {
            throw new ElboException(file + " has format " + header.format() + ", but this version of Elbo reads"
                    + " formats up to " + newest + "; use a newer version");
        }
        return header;
    }

    private static String described(String kind) {
        return switch (kind) {
            case "" -> "a VAE on rows";
            case GraphModelFile.KIND -> "a graph VAE";
            case LabelModelFile.KIND -> "a classifier trained with few labels";
            default -> "a model of kind '" + Shown.text(kind) + "'";
        };
    }

    /** @throws IllegalArgumentException if the weights are damaged; files of before 0.2 have no digest */
    Map<String, StoredTensor> weights() {
        byte[] tensors = required(WEIGHTS);
        byte[] digest = parts.get(DIGEST);
        if (digest != null && !new String(digest, StandardCharsets.UTF_8).equals(sha256(tensors))) {
            throw new IllegalArgumentException("its weights do not have the SHA-256 that it states");
        }
        return SafeTensors.read(tensors).tensors();
    }

    private static String sha256(byte[] bytes) {
        try {
            return Sha256.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] required(String name) {
        byte[] content = parts.get(name);
        if (content == null) {
            throw new ElboException(file + " is not a valid model file (it contains no " + name
                    + "); copy it again, or train it again");
        }
        return content;
    }

    /**
     * The result of {@code work}, which interprets the archive.
     *
     * @throws ElboException in one sentence, if the archive is damaged
     */
    <T> T parsed(Supplier<T> work) {
        try {
            return work.get();
        } catch (JacksonException e) {
            throw unsound(file, "its " + SPEC + " is not what a model file has there", e);
        } catch (IllegalArgumentException | NullPointerException | StackOverflowError e) {
            throw unsound(file, e instanceof RuntimeException r ? Reason.ofCheck(r) : Reason.of(e), e);
        }
    }

    private static ElboException unsound(Path file, String reason, @Nullable Throwable e) {
        return new ElboException(
                file + " is not a valid model file (" + reason + "); copy it again, or train it again", e);
    }
}
