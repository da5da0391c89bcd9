package dev.elbo.extending;

import dev.elbo.config.LikelihoodKind;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;
import dev.elbo.config.schema.Option;
import dev.elbo.distributions.Distribution;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;

/** p(x|z) = Π Laplace(x_d; m_d(z), scale) with a fixed scale: a user-defined likelihood in one file. */
public record LaplaceLikelihood(Layer decoder, Layer outputHead, double scale) implements Likelihood {

    @Override
    public Distribution distribution(Tensor z, Context context) {
        return new Laplace(output(z, context), scale);
    }

    /** Independent Laplace coordinates, location (batch, event). */
    record Laplace(Tensor location, double scale) implements Distribution {

        /** (…, event) -> (…), nats: −|x − m| / scale − log(2 scale), summed. */
        @Override
        public Tensor logProb(Tensor x) {
            return x.minus(location)
                    .abs()
                    .div(-scale)
                    .minus(Math.log(2 * scale))
                    .sum(-1);
        }

        /** Difference of two exponentials: (samples, batch, event). */
        @Override
        public Tensor rsample(Rng rng, int samples) {
            long[] shape = {samples, location.size(0), location.size(1)};
            Tensor first = rng.child("first").uniform(shape).clamp(1e-7, 1).log();
            Tensor second = rng.child("second").uniform(shape).clamp(1e-7, 1).log();
            return location.plus(first.minus(second).times(scale));
        }

        @Override
        public Tensor mean() {
            return location;
        }
    }

    /** The specification for the setting {@code likelihood: laplace:SCALE}. */
    record Spec(double scale) implements LikelihoodSpec {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public Likelihood declare(Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
            Layer head = first.meanHead(parameters, decoder, "likelihood.location", dataSize);
            return new LaplaceLikelihood(decoder.layers(), head, scale);
        }

        @Override
        public String toString() {
            return "laplace:" + Numbers.text(scale);
        }
    }

    /** The syntax of the setting; named in {@code META-INF/services/dev.elbo.config.LikelihoodKind}. */
    public static final class Kind implements LikelihoodKind {
        @Override
        public Option option() {
            return Option.word("laplace")
                    .with(Field.real("SCALE").moreThan(0))
                    .help("heavier tails than a Gaussian, fixed scale");
        }

        @Override
        public LikelihoodSpec read(Match match) {
            return new Spec(match.real("SCALE"));
        }
    }
}
