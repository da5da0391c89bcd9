package dev.elbo.data.sources;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The named sets. */
final class KnownSets {
    static final KnownData DIGITS =
            new KnownData("digits", "10,000 synthetic digits, 28x28 grey, 10 classes; generated", List.of());
    static final KnownData SQUARE = new KnownData(
            "square", "10,000 points uniform on the unit square, 2 columns, 4 quadrants; generated", List.of());
    static final KnownData CIRCLE = new KnownData(
            "circle", "3,000 noisy points in 100 columns determined by one angle, 3 clusters; generated", List.of());
    static final KnownData ARCS = new KnownData(
            "arcsR",
            "3,000 points on a product of R half circles in 20 columns, R = 1 to 8: arcs1 to arcs8; generated",
            List.of());
    // Mirrors compress the same four files differently, so the checksum is that of the uncompressed content.
    static final KnownData MNIST = new KnownData(
            "mnist",
            "70,000 handwritten digits, 28x28 grey, 10 classes (LeCun, Cortes, Burges)",
            List.of(
                    mnist(
                            "train-images-idx3-ubyte.gz",
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                    mnist(
                            "train-labels-idx1-ubyte.gz",
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                    mnist(
                            "t10k-images-idx3-ubyte.gz",
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                    mnist(
                            "t10k-labels-idx1-ubyte.gz",
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")));
    // A MATLAB file contains its date of writing, so the checksum covers the faces only.
    static final KnownData FREY = new KnownData(
            "frey",
            "1,965 frames of one face, 28x20 grey (Roweis)",
            List.of(new KnownData.File(
                    "frey_rawface.mat",
                    Optional.of(URI.create("https://cs.nyu.edu/~roweis/data/frey_rawface.mat")),
                    "b075a0fa976b722b9b5119e50b2973fabd9f8f0deb50723863190ef48b640795",
                    ContentHash.FREY_FACES)));
    static final KnownData CIFAR10 = new KnownData(
            "cifar10",
            "12,000 photographs of CIFAR-10 as JPEG, 32x32 colour, 10 classes (Krizhevsky); not downloaded",
            List.of(new KnownData.File(
                    "cifar10-subset-jpg.zip",
                    Optional.empty(),
                    "bdefa4650fcd26e4cc9469ee875743de0042eb4048bac669e7ef45c64e3216f9",
                    ContentHash.FILE)));
    static final List<KnownData> ALL = List.of(DIGITS, SQUARE, CIRCLE, ARCS, MNIST, FREY, CIFAR10);

    private KnownSets() {}

    private static KnownData.File mnist(String file, String sha256) {
        URI uri = URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/" + file);
        return new KnownData.File(file, Optional.of(uri), sha256, ContentHash.GUNZIPPED);
    }
}
