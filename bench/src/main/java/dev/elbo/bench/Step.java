package dev.elbo.bench;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.models.Vae;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The models whose training step is measured, in batches of 100 rows unless stated otherwise. */
enum Step {
    /** 784-300-300-40 gated, N(0, I). */
    STANDARD(28, 28, 1, 40),
    /** The same with a VampPrior of 500 pseudo-inputs. */
    VAMP(28, 28, 1, 40),
    /** 560-300-300-40 gated, 256-level discretised logistic. */
    FREY(28, 20, 255, 40),
    /** 784-256-128 ReLU, von Mises-Fisher on the sphere of dimension 10. */
    SVAE(28, 28, 1, 11),
    /** Three convolutions of 32, 64, 64 channels in the encoder and as many in the decoder, N(0, I). */
    CONV(28, 28, 1, 40);

    static final int BATCH = 100;
    static final int PSEUDO_INPUTS = 500;
    static final double LEARNING_RATE = 5e-4;

    private final int height;
    private final int width;
    private final int maxValue;
    private final int latent;

    Step(int height, int width, int maxValue, int latent) {
        this.height = height;
        this.width = width;
        this.maxValue = maxValue;
        this.latent = latent;
    }

    int dataSize() {
        return height * width;
    }

    /** Coordinates of z. */
    int latent() {
        return latent;
    }

    String word() {
        return Words.of(this);
    }

    static Step of(String word) {
        return Words.parse(Step.class, word);
    }

    /** With initial weights of a fixed seed, in the open scope. */
    Vae build() {
        return build(Sizes.USUAL);
    }

    /** The same with other sizes; only for gated models. */
    Vae build(Sizes sizes) {
        return StepModels.build(this, sizes);
    }

    /** Random rows: the cost of a step does not depend on their content. */
    Dataset data(int rows) {
        return random(rows, maxValue);
    }

    /** Random grey-scale rows, re-binarised in every epoch. */
    Dataset greyData(int rows) {
        return random(rows, 255);
    }

    private Dataset random(int rows, int most) {
        SplittableRandom random = new SplittableRandom(ordinal());
        byte[] values = new byte[rows * dataSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) random.nextInt(most + 1);
        }
        return new Dataset(
                word(), RowShape.image(1, height, width), new Values.Bytes(values, most), null, List.of(), List.of());
    }

    Batches batches(int rows) {
        return batches(rows, BATCH);
    }

    Batches batches(int rows, int batch) {
        return new Batches(data(rows), IntStream.range(0, rows).toArray(), batch, random -> encoding());
    }

    private Encoding encoding() {
        return this == FREY ? Encoding.binCentres() : Encoding.unit();
    }
}
