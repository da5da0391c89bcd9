package dev.elbo.networks;

/** Shape of the maps between convolutions, rows of channels · height · width numbers in that order. */
public record Grid(int channels, int height, int width) {

    public Grid {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("maps need at least one channel, one line and one column, got "
                    + channels + "x" + height + "x" + width);
        }
    }

    /** Numbers in one row. */
    public int size() {
        return Math.multiplyExact(channels, Math.multiplyExact(height, width));
    }

    /** The result of a convolution of stride 2 with half a kernel of padding: sides halved, rounded up. */
    public Grid halved(int newChannels) {
        return new Grid(newChannels, (height + 1) / 2, (width + 1) / 2);
    }

    /** Maps of the same height and width. */
    public Grid withChannels(int newChannels) {
        return new Grid(newChannels, height, width);
    }
}
