package dev.elbo.fuzz;

import dev.elbo.data.formats.ArrayFile;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.testing.Mutations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Sound files, one of each format. */
final class Seeds {
    private Seeds() {}

    static byte[] resource(String name) {
        try (InputStream in = Seeds.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] ramp(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i / (float) count;
        }
        return values;
    }

    static byte[] npy() {
        return ArrayFile.npy(ramp(4 * 8 * 8), 4, 8, 8);
    }

    static byte[] npz() {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("x_train.npy", ArrayFile.npy(ramp(40), 8, 5));
        arrays.put("x_test.npy", ArrayFile.npy(ramp(20), 4, 5));
        return Mutations.zipped(arrays);
    }

    static byte[] idx() {
        ByteBuffer file = ByteBuffer.allocate(16 + 6 * 25);
        file.putInt(0x803).putInt(6).putInt(5).putInt(5);
        for (int i = 0; i < 150; i++) {
            file.put((byte) (i * 37));
        }
        return file.array();
    }

    static byte[] image(String format, boolean colour) {
        BufferedImage image =
                new BufferedImage(12, 9, colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 12 * 9; i++) {
            image.setRGB(i % 12, i / 12, i * 0x20503 & 0xffffff);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] images() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("train/a/1.png", image("png", false));
        files.put("train/b/2.jpg", image("jpg", true));
        files.put("test/a/3.gif", image("gif", false));
        files.put("test/b/4.tif", image("tif", true));
        return Mutations.zipped(files);
    }

    static byte[] csv() {
        return text("length,width,label\n1.5,2,x\n2.5,3.25,y\n-1e-3,4,x\n0,5,y\n1e5,6,x\n");
    }

    static byte[] edges() {
        return text("# a graph\na b\nb c\nc d\nd a\ne a\nf b\ng h\n");
    }

    static byte[] features() {
        return text("node,one,two\na,1,2\nb,2,3\nc,3,4.5\n");
    }

    static byte[] config() {
        return text("# settings\ndata: square\nposterior: normal:2\nnetwork: \"mlp:16\"\nepochs: 3\nseed: 7\n"
                + "objective: warm-up:10\nlearning-rate: 0.001\n");
    }

    static byte[] safetensors() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("encoder.weight", new StoredTensor(new long[] {4, 5}, ramp(20)));
        tensors.put("encoder.bias", new StoredTensor(new long[] {4}, ramp(4)));
        return SafeTensors.write(new SafeTensors.Contents(Map.of("epoch", "3"), tensors));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
