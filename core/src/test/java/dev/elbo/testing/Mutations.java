package dev.elbo.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Damage to files: what disks, downloads, editors and malice do to them. */
public final class Mutations {
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.]*");
    private static final long[] LENGTHS = {
        0, 1, 255, 65535, 65536, 1 << 20, 1 << 30, Integer.MAX_VALUE, 0x80000000L, 0xffffffffL, Long.MAX_VALUE, -1
    };
    private static final String[] WORDS = {
        "nan",
        "inf",
        "1e38",
        "-1e38",
        "1e400",
        "-1",
        "0x1p3",
        "99999999",
        "99999999999999999999",
        "null",
        "",
        "\"",
        "'",
        ",",
        "\n",
        "{",
        "[[[[",
        "\u001b[31m",
        "\0",
        "[".repeat(6000),
        "9".repeat(5000),
        "a".repeat(5000),
        "&a *a",
        "1d",
        "\u00e9"
    };

    private final SplittableRandom random;

    public Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    /** One to three kinds of damage to a file; packed files are half the time damaged inside. */
    public byte[] damaged(byte[] sound) {
        byte[] file = sound;
        boolean zip = sound.length > 4 && sound[0] == 'P' && sound[1] == 'K';
        boolean gzip = sound.length > 4 && (sound[0] & 0xff) == 0x1f && (sound[1] & 0xff) == 0x8b;
        if (zip && random.nextInt(4) != 0) {
            return insideZip(sound);
        }
        if (gzip && random.nextInt(3) != 0) {
            return insideGzip(sound);
        }
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            file = once(file);
        }
        return file;
    }

    private byte[] once(byte[] file) {
        if (file.length < 9) {
            return Arrays.copyOf(file, random.nextInt(20));
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> flipped(file);
            case 2 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 3 -> duplicated(file);
            case 4 -> removed(file);
            case 5, 6 -> length(file);
            case 7 -> swapped(file);
            case 8 -> word(file);
            default -> overwritten(file);
        };
    }

    /** Headers are at the front: half of all places are in the first 256 bytes. */
    private int place(int length) {
        return random.nextInt(2) == 0 ? random.nextInt(length) : random.nextInt(Math.min(length, 256));
    }

    private byte[] flipped(byte[] file) {
        byte[] copy = file.clone();
        for (int left = 1 + random.nextInt(8); left > 0; left--) {
            copy[place(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] duplicated(byte[] file) {
        int from = place(file.length);
        int count = Math.min(file.length - from, 1 + random.nextInt(500));
        return joined(Arrays.copyOf(file, from + count), Arrays.copyOfRange(file, from, file.length));
    }

    private byte[] removed(byte[] file) {
        int from = place(file.length);
        int count = Math.min(file.length - from, 1 + random.nextInt(64));
        return joined(Arrays.copyOf(file, from), Arrays.copyOfRange(file, from + count, file.length));
    }

    private byte[] length(byte[] file) {
        byte[] copy = file.clone();
        ByteBuffer fields =
                ByteBuffer.wrap(copy).order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long value = LENGTHS[random.nextInt(LENGTHS.length)];
        int at = place(copy.length - 8);
        switch (random.nextInt(3)) {
            case 0 -> fields.putShort(at, (short) value);
            case 1 -> fields.putInt(at, (int) value);
            default -> fields.putLong(at, value);
        }
        return copy;
    }

    private byte[] swapped(byte[] file) {
        byte[] copy = file.clone();
        int size = 1 << random.nextInt(4);
        int a = place(file.length - 8);
        int b = place(file.length - 8);
        System.arraycopy(file, a, copy, b, size);
        System.arraycopy(file, b, copy, a, size);
        return copy;
    }

    /** A number of a text, or any place of it, becomes a word. */
    private byte[] word(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        String word = WORDS[random.nextInt(WORDS.length)];
        Matcher numbers = NUMBER.matcher(text);
        int from = place(file.length);
        int to = Math.min(file.length, from + random.nextInt(4));
        if (random.nextBoolean() && numbers.find(from)) {
            from = numbers.start();
            to = numbers.end();
        }
        return (text.substring(0, from) + word + text.substring(to)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] overwritten(byte[] file) {
        byte[] copy = file.clone();
        int from = place(file.length);
        int count = Math.min(file.length - from, 1 + random.nextInt(16));
        byte value = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
        Arrays.fill(copy, from, from + count, value);
        return copy;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** One entry damaged, renamed, or left out, and all packed again. */
    private byte[] insideZip(byte[] zip) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
            String chosen = entries.keySet().stream()
                    .skip(random.nextInt(entries.size()))
                    .collect(Collectors.toList())
                    .get(0);
            byte[] content = entries.remove(chosen);
            switch (random.nextInt(8)) {
                case 0 -> {}
                case 1 -> entries.put("a\nb" + chosen, content);
                case 2 -> entries.put("../" + chosen, content);
                default -> entries.put(chosen, once(content));
            }
            return zipped(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] zipped(Map<String, byte[]> entries) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public static byte[] gzipped(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private byte[] insideGzip(byte[] gzip) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return gzipped(once(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
