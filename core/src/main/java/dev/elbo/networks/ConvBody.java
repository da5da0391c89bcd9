package dev.elbo.networks;

import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Convolutional encoders and decoders for images of any sides. Each entry of {@code channels} is a convolution that
 * halves the sides, rounded up; the decoder passes through the same sizes in reverse, so that all shapes are known when
 * the layers are declared.
 */
public final class ConvBody {
    private ConvBody() {}

    /** (batch, image.size) -> (batch, width): convolutions named {@code name.0}, {@code name.1}, … */
    public static Body encoder(
            Parameters parameters, String name, Activation activation, Grid image, List<Integer> channels) {
        List<Layer> layers = new ArrayList<>();
        Grid grid = image;
        for (int next : channels) {
            Conv conv = Conv.halving(
                    parameters, name + "." + layers.size(), grid, Math.multiplyExact(activation.blocks(), next));
            layers.add(activation.after(conv));
            grid = grid.halved(next);
        }
        return new Body(new Sequence(layers), grid.size());
    }

    /**
     * (batch, latent) -> (batch, channels[0] maps of the image's sides): a linear layer to the encoder's last grid,
     * then transposed convolutions back through its grids. Heads are convolutions over the maps.
     */
    public static Body decoder(
            Parameters parameters, String name, Activation activation, int latent, Grid image, List<Integer> channels) {
        List<Grid> grids = new ArrayList<>(List.of(image.withChannels(channels.get(0))));
        for (int next : channels) {
            grids.add(grids.get(grids.size() - 1).halved(next));
        }
        Grid smallest = grids.get(channels.size());
        int blocks = activation.blocks();
        List<Layer> layers = new ArrayList<>();
        layers.add(activation.after(
                Dense.declare(parameters, name + ".0", latent, Math.multiplyExact(blocks, smallest.size()), blocks)));
        for (int stage = channels.size(); stage > 0; stage--) {
            Grid out = grids.get(stage - 1);
            layers.add(activation.after(TransposedConv.declare(
                    parameters,
                    name + "." + layers.size(),
                    grids.get(stage),
                    out.withChannels(Math.multiplyExact(blocks, out.channels())))));
        }
        Grid maps = grids.get(0);
        return new Body(new Sequence(layers), maps.size(), new Heads(maps, image.channels()));
    }

    /**
     * Convolutions over maps of the image's sides.
     *
     * @param channels of the image
     */
    private record Heads(Grid maps, int channels) implements Body.Heads {
        @Override
        public Layer drawn(Parameters parameters, String name, int size, int blocks, double gain) {
            return Conv.same(parameters, name, maps, Math.multiplyExact(blocks, channels), gain);
        }

        @Override
        public Layer biased(Parameters parameters, String name, int size, int blocks, Optional<Initialiser> first) {
            int out = Math.multiplyExact(blocks, channels);
            Conv conv = Conv.unbiased(parameters, name, maps, out, first.isPresent() ? 0 : 1);
            Initialiser bias = first.orElseGet(() -> Initialiser.bias(Conv.fanIn(maps)));
            return PerOutputBias.declare(parameters, name, conv, Math.multiplyExact(size, blocks), bias);
        }
    }
}
