package dev.elbo.bench.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.variational.BernoulliReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * {@code step-standard SECONDS FOLDER}: the training step of DL4J's layer. It does not support gated layers, so the
 * model is 784-300-300-40 with ReLU, half the arithmetic of the gated model.
 */
public final class Dl4jPeer {
    private static final int FEWEST = 3;

    private Dl4jPeer() {}

    public static void main(String[] args) throws IOException {
        if (!args[0].equals("step-standard")) {
            throw new IllegalArgumentException("DL4J does not support the task " + args[0]);
        }
        double seconds = Double.parseDouble(args[1]);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration());
        network.init();
        INDArray x = Nd4j.rand(100, 784).gt(0.5).castTo(Nd4j.defaultFloatingPointType());
        List<Double> laps = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < FEWEST || since(start) < seconds / 2; i++) {
            network.pretrainLayer(0, x);
        }
        start = System.nanoTime();
        while (laps.size() < FEWEST || since(start) < seconds) {
            long lap = System.nanoTime();
            network.pretrainLayer(0, x);
            laps.add(since(lap) * 1e3);
        }
        System.out.println(answer(args[0], laps));
    }

    private static MultiLayerConfiguration configuration() {
        return new NeuralNetConfiguration.Builder()
                .seed(0)
                .updater(new Adam(5e-4))
                .list()
                .layer(new VariationalAutoencoder.Builder()
                        .nIn(784)
                        .nOut(40)
                        .encoderLayerSizes(300, 300)
                        .decoderLayerSizes(300, 300)
                        .activation(Activation.RELU)
                        .pzxActivationFunction(Activation.IDENTITY)
                        .reconstructionDistribution(new BernoulliReconstructionDistribution(Activation.SIGMOID))
                        .build())
                .build();
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static String answer(String work, List<Double> laps) throws IOException {
        Collections.sort(laps);
        Matcher peak = Pattern.compile("VmHWM:\\s*(\\d+) kB").matcher(Files.readString(Path.of("/proc/self/status")));
        peak.find();
        return String.format(
                Locale.ROOT,
                "{\"work\": \"%s\", \"median\": %f, \"min\": %f, \"max\": %f, \"n\": %d, \"workers\": 1, \"threads\": %d, \"engine\":"
                        + " \"ND4J %s\", \"blas\": \"%s\", \"peakRssMiB\": %f, \"skipped\": null}",
                work,
                laps.get(laps.size() / 2),
                laps.get(0),
                laps.get(laps.size() - 1),
                laps.size(),
                Integer.parseInt(System.getenv().getOrDefault("OMP_NUM_THREADS", "0")),
                "1.0.0-M2.1",
                String.valueOf(Nd4j.getExecutioner().getEnvironmentInformation().get("blas.vendor")),
                Long.parseLong(peak.group(1)) / 1024.0);
    }
}
