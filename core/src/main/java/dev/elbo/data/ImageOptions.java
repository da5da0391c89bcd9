package dev.elbo.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Requested size and colour of images; whatever is empty is determined by the data. If only one side is given, images
 * become square.
 */
public record ImageOptions(OptionalInt height, OptionalInt width, Optional<Boolean> grey) {
    public static final ImageOptions NONE =
            new ImageOptions(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    private static final int MAX_SIDE = 4096;

    /** @throws DataException if a side is not in 1..4096 */
    public ImageOptions {
        for (OptionalInt side : List.of(height, width)) {
            if (side.isPresent() && (side.getAsInt() < 1 || side.getAsInt() > MAX_SIDE)) {
                throw new DataException("an image side must be in 1.." + MAX_SIDE + " pixels, got " + side.getAsInt());
            }
        }
    }

    /** True if no conversion is requested. */
    public boolean isEmpty() {
        return height.isEmpty() && width.isEmpty() && grey.isEmpty();
    }
}
