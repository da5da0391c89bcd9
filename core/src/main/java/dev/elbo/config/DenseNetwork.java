package dev.elbo.config;

import dev.elbo.io.ElboException;
import dev.elbo.networks.Activation;
import dev.elbo.networks.Body;
import dev.elbo.networks.FilmLayer;
import dev.elbo.networks.Gated;
import dev.elbo.networks.Grid;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Relu;
import dev.elbo.networks.Sequence;
import dev.elbo.networks.SplitInput;
import dev.elbo.tensor.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A fully connected network; the decoder mirrors the encoder.
 *
 * @param widths units of the encoder's hidden layers
 */
public record DenseNetwork(Activation activation, List<Integer> widths) implements NetworkSpec {

    public DenseNetwork {
        widths = List.copyOf(widths);
    }

    @Override
    public boolean needsImages() {
        return false;
    }

    @Override
    public boolean seesContext() {
        return true;
    }

    @Override
    public void checkFor(PosteriorSpec posterior) {
        if (posterior instanceof PosteriorSpec.Hierarchical && widths.size() < 2) {
            throw new ElboException(
                    "network: a hierarchical posterior needs at least two hidden layers, the last for x and z2"
                            + " together, got " + this + "; use for example " + word() + ":300,300");
        }
    }

    private String word() {
        return activation == Activation.GATED ? "gated" : "mlp";
    }

    @Override
    public NetworkBuilder builder(Parameters parameters, Grid data, boolean context) {
        return new Builder(parameters, data.size(), layers(activation, context), widths);
    }

    static Body.Kind layers(Activation activation, boolean context) {
        Body.Kind plain = activation == Activation.GATED ? Gated::declare : Relu::declare;
        return context
                ? (all, name, in, out) -> FilmLayer.declare(all, name, plain.declare(all, name, in, out), out)
                : plain;
    }

    @Override
    public String toString() {
        return word() + ":" + widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private record Builder(Parameters parameters, int dataSize, Body.Kind layers, List<Integer> widths)
            implements NetworkBuilder {

        @Override
        public Body encoder(String name) {
            return body(name, dataSize, widths);
        }

        @Override
        public Body decoder(String name, int latent) {
            return body(name, latent, mirrored());
        }

        @Override
        public Body dataEncoder(String name) {
            return body(name, dataSize, butLast());
        }

        @Override
        public Body latentEncoder(String name, int latent) {
            return body(name, latent, List.of(butLast().get(butLast().size() - 1)));
        }

        @Override
        public Body jointEncoder(String name, int in) {
            return body(name, in, List.of(widths.get(widths.size() - 1)));
        }

        @Override
        public Body betweenLatents(String name, int latent) {
            return body(name, latent, mirrored());
        }

        /** Each level of latents has its own first layer. */
        @Override
        public Body decoderOfTwo(String name, int lower, int upper) {
            int first = mirrored().get(0);
            Layer ofLower = layers.declare(parameters, name + ".lower", lower, first);
            Layer ofUpper = layers.declare(parameters, name + ".upper", upper, first);
            Body both = body(name + ".both", 2 * first, mirrored().subList(1, widths.size()));
            return new Body(
                    new Sequence(List.of(new SplitInput(ofLower, lower, ofUpper), both.layers())), both.width());
        }

        private Body body(String name, int in, List<Integer> units) {
            return Body.declare(parameters, name, layers, in, units);
        }

        private List<Integer> butLast() {
            return widths.subList(0, widths.size() - 1);
        }

        private List<Integer> mirrored() {
            List<Integer> mirrored = new ArrayList<>(widths);
            Collections.reverse(mirrored);
            return mirrored;
        }
    }
}
