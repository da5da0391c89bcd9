package dev.elbo.likelihoods;

import dev.elbo.distributions.Sphere;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.List;

/**
 * p(x|z) = vMF(x; μ(z), κ(z)) for x on the unit sphere in R^m, or on some of them side by side with independent
 * coordinates: a density with respect to their surface. For each sphere the decoder gives m numbers, scaled to length one
 * for μ, and one whose softplus is κ, down to the uniform distribution at κ = 0.
 *
 * @param spheres number of spheres
 * @param ambient m
 */
public record VonMisesFisherLikelihood(Layer decoder, Layer outputHead, int spheres, int ambient)
        implements Likelihood {

    /** Declares {@code likelihood.direction-concentration} on a decoder, for one sphere. */
    public static VonMisesFisherLikelihood declare(Parameters parameters, Body decoder, int ambient) {
        return declare(parameters, decoder, 1, ambient);
    }

    /** As above, for some spheres; the head gives all directions, then all concentrations. */
    public static VonMisesFisherLikelihood declare(Parameters parameters, Body decoder, int spheres, int ambient) {
        return new VonMisesFisherLikelihood(
                decoder.layers(),
                decoder.head(parameters, "likelihood.direction-concentration", spheres * (ambient + 1), 1),
                spheres,
                ambient);
    }

    /** A {@link VonMisesFisher} on one sphere, a {@link SphereProduct} on several. */
    @Override
    public UnimodalDistribution distribution(Tensor z, Context context) {
        Tensor out = output(z, context);
        int directions = spheres * ambient;
        Tensor concentration = out.narrow(1, directions, spheres).softplus();
        Tensor location = out.narrow(1, 0, directions);
        if (spheres == 1) {
            return new VonMisesFisher(Sphere.unit(location), concentration.squeeze(-1));
        }
        Tensor locations = Sphere.unit(location.reshape(out.size(0), spheres, ambient));
        return new SphereProduct(
                List.of(new SphereProduct.Factor(new VonMisesFisher(locations, concentration), spheres, ambient)));
    }
}
