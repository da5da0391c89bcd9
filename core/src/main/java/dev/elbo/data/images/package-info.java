/**
 * Image files: decoding to planes of pixels, the units of their samples, sizes, and folders or archives of them as data
 * sets.
 *
 * <pre>{@code
 * file, folder, zip -> ImageFiles -> ImageDecoder -> Pixels -> PixelDepths, PixelUnits -> Dataset
 * }</pre>
 *
 * <p>Files are untrusted: sizes are read from headers and compared with the memory there is before an image is decoded.
 */
@NullMarked
package dev.elbo.data.images;

import org.jspecify.annotations.NullMarked;
