package dev.elbo.distributions;

import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/**
 * A logistic distribution on [0, 1] cut into 256 equal bins (Salimans et al. 2017, section 2.1, with bins as in Tomczak
 * and Welling 2018). Values are bin centres (v + ½)/256, v = 0 … 255; {@code location} and {@code logScale} are (…,
 * event).
 *
 * <p>Closed tails give the mass below 0 to the first bin and the mass above 1 to the last, so that the 256
 * probabilities sum to one. Open tails lose that mass: kept to compare with numbers published under that form.
 */
public record DiscretizedLogistic(Tensor location, Tensor logScale, boolean closedTails) implements Factorised {
    /** Number of bins. */
    public static final int LEVELS = 256;

    private static final double HALF_BIN = 0.5 / LEVELS;

    /** (…, event) -> (…, event), nats. */
    @Override
    public Tensor logProbEach(Tensor x) {
        return logMass(x, location, logScale, closedTails);
    }

    /** (…, event) -> (…): the sum over the event, nats. */
    @Override
    public Tensor logProb(Tensor x) {
        if (x.requiresGrad() || !x.fitsInto(location) || !logScale.hasShapeOf(location)) {
            return logProbEach(x).sum(-1);
        }
        Bins bins = NoGrad.run(() -> Bins.of(x, location, logScale, closedTails));
        return Tensors.function(
                List.of(location, logScale),
                () -> bins.logMass().sum(-1),
                slope -> bins.gradients(slope.unsqueeze(-1)));
    }

    /** Elementwise log-probability of the bin whose centre is x. */
    static Tensor logMass(Tensor x, Tensor location, Tensor logScale, boolean closedTails) {
        return Bins.of(x, location, logScale, closedTails).logMass();
    }

    /**
     * The standardised lower and upper edges a and b of the bins of some values. log(σ(b) − σ(a)) = log σ(b) + log σ(−a)
     * + log(1 − e^(a−b)), exact where the difference of sigmoids would cancel. The first term is missing in the last
     * bin of closed tails, the second in the first bin, and the third in both.
     *
     * @param precision 1/s
     * @param halfWidth h = (b − a)/2
     * @param inside 1 − e^(a−b)
     * @param tails whether tails are closed
     */
    private record Bins(
            Tensor x, Tensor precision, Tensor lower, Tensor upper, Tensor halfWidth, Tensor inside, boolean tails) {

        static Bins of(Tensor x, Tensor location, Tensor logScale, boolean closedTails) {
            Tensor precision = logScale.neg().exp();
            Tensor centred = x.minus(location).times(precision);
            Tensor halfWidth = precision.times(HALF_BIN);
            return new Bins(
                    x,
                    precision,
                    centred.minus(halfWidth),
                    centred.plus(halfWidth),
                    halfWidth,
                    halfWidth.times(-2).expm1().neg(),
                    closedTails);
        }

        private Tensor notTop() {
            return x.lessThan(1 - 2 * HALF_BIN);
        }

        private Tensor notBottom() {
            return x.greaterThan(2 * HALF_BIN);
        }

        Tensor logMass() {
            Tensor belowUpper = upper.neg().softplus(); // −log σ(b)
            Tensor aboveLower = lower.softplus(); // −log σ(−a)
            Tensor insideBin = inside.log();
            if (!tails) {
                return insideBin.minus(belowUpper.plus(aboveLower));
            }
            Tensor notTop = notTop();
            Tensor notBottom = notBottom();
            return insideBin
                    .times(notTop.times(notBottom))
                    .minus(belowUpper.times(notTop).plus(aboveLower.times(notBottom)));
        }

        /**
         * With respect to location and log-scale. d log σ(b) = σ(−b) db, d log σ(−a) = −σ(a) da, and a, b and h are
         * proportional to 1/s.
         */
        List<Tensor> gradients(Tensor slope) {
            Tensor ofUpper = upper.neg().sigmoid();
            Tensor ofLower = lower.sigmoid();
            Tensor ofWidth = halfWidth.times(2).times(inside.reciprocal().minus(1)); // 2h / (e^2h − 1)
            if (tails) {
                Tensor notTop = notTop();
                Tensor notBottom = notBottom();
                ofUpper = ofUpper.times(notTop);
                ofLower = ofLower.times(notBottom);
                ofWidth = ofWidth.times(notTop.times(notBottom));
            }
            Tensor ofLocation = ofLower.minus(ofUpper).times(precision);
            Tensor ofLogScale = lower.times(ofLower).minus(upper.times(ofUpper)).minus(ofWidth);
            return List.of(ofLocation.times(slope), ofLogScale.times(slope));
        }
    }

    /** Samples of the closed-tail distribution as bin centres, without a gradient: (samples, …, event). */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        long[] shape = new long[location.rank() + 1];
        shape[0] = samples;
        System.arraycopy(location.shape(), 0, shape, 1, location.rank());
        Tensor uniform = rng.uniform(shape).clamp(1e-7, 1 - 1e-7);
        Tensor logistic = uniform.log().minus(uniform.neg().log1p());
        Tensor continuous = location.plus(logScale.exp().times(logistic)).detach();
        return continuous.times(LEVELS).floor().clamp(0, LEVELS - 1).plus(0.5).div(LEVELS);
    }

    /** The location: the centre of the distribution before it is cut. */
    @Override
    public Tensor mean() {
        return location;
    }
}
