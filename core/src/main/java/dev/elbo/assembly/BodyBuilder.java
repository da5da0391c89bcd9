package dev.elbo.assembly;

import dev.elbo.config.NetworkSpec;
import dev.elbo.networks.Activation;
import dev.elbo.networks.Body;
import dev.elbo.networks.ConvBody;
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

/** A {@link NetworkSpec} to the bodies of encoders and decoders. */
record BodyBuilder(ModelSpec spec, Parameters parameters) {
    /** Units of the fully connected layers between two levels of latents where the network is convolutional. */
    private static final List<Integer> BESIDE_CONVOLUTIONS = List.of(300, 300);

    /** (batch, data) -> (batch, width). */
    Body encoder(String name) {
        return convolutional()
                ? ConvBody.encoder(
                        parameters, name, activation(), grid(), spec.network().widths())
                : Body.declare(parameters, name, layers(), spec.shape().size(), units());
    }

    /** (batch, latent) -> (batch, width), mirroring the encoder. */
    Body decoder(String name, int latent) {
        return convolutional()
                ? ConvBody.decoder(
                        parameters,
                        name,
                        activation(),
                        latent,
                        grid(),
                        spec.network().widths())
                : Body.declare(parameters, name, layers(), latent, mirrored());
    }

    /** All hidden layers of the encoder but the last of the fully connected ones: what a law of data and z2 sees of data. */
    Body encoderBelowLast(String name) {
        return convolutional()
                ? encoder(name)
                : Body.declare(parameters, name, layers(), spec.shape().size(), butLast(units()));
    }

    /** (batch, latent) -> (batch, width): a layer beside {@link #encoderBelowLast}. */
    Body besideEncoder(String name, int latent) {
        return Body.declare(parameters, name, layers(), latent, List.of(last(butLast(units()))));
    }

    /** (batch, in) -> (batch, width): the last hidden layer of an encoder. */
    Body lastOfEncoder(String name, int in) {
        return Body.declare(parameters, name, layers(), in, List.of(last(units())));
    }

    /** (batch, latent) -> (batch, width): fully connected, mirroring the encoder, for a law of one latent given another. */
    Body betweenLatents(String name, int latent) {
        return Body.declare(parameters, name, layers(), latent, mirrored());
    }

    /** (batch, lower + upper) -> (batch, width): a decoder of two latents, each with a first layer of its own. */
    Body decoderOfTwo(String name, int lower, int upper) {
        if (convolutional()) {
            return decoder(name, lower + upper);
        }
        int first = mirrored().get(0);
        Layer ofLower = layers().declare(parameters, name + ".lower", lower, first);
        Layer ofUpper = layers().declare(parameters, name + ".upper", upper, first);
        List<Integer> rest = mirrored().subList(1, mirrored().size());
        Body both = Body.declare(parameters, name + ".both", layers(), 2 * first, rest);
        return new Body(new Sequence(List.of(new SplitInput(ofLower, lower, ofUpper), both.layers())), both.width());
    }

    private boolean convolutional() {
        return spec.network().kind().convolutional();
    }

    private Body.Kind layers() {
        Body.Kind plain = activation() == Activation.GATED ? Gated::declare : Relu::declare;
        if (spec.betaInput().isEmpty()) {
            return plain;
        }
        return (all, name, in, out) -> FilmLayer.declare(all, name, plain.declare(all, name, in, out), out);
    }

    private Activation activation() {
        NetworkSpec.Kind kind = spec.network().kind();
        return kind == NetworkSpec.Kind.GATED || kind == NetworkSpec.Kind.CONV_GATED
                ? Activation.GATED
                : Activation.RELU;
    }

    private Grid grid() {
        return new Grid(
                spec.shape().channels(), spec.shape().height(), spec.shape().width());
    }

    private List<Integer> units() {
        return convolutional() ? BESIDE_CONVOLUTIONS : spec.network().widths();
    }

    private List<Integer> mirrored() {
        List<Integer> mirrored = new ArrayList<>(units());
        Collections.reverse(mirrored);
        return mirrored;
    }

    private static List<Integer> butLast(List<Integer> widths) {
        return widths.subList(0, widths.size() - 1);
    }

    private static int last(List<Integer> widths) {
        return widths.get(widths.size() - 1);
    }
}
