package dev.elbo.distributions;

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
        return x.requiresGrad() || !x.fitsInto(location) || !logScale.hasShapeOf(location)
                ? logProbEach(x).sum(-1)
                : Tensors.function(
                        List.of(location, logScale),
                        () -> logProbEach(x).sum(-1),
                        slope -> gradients(x, slope.unsqueeze(-1)));
    }

    /**
     * With b and a the upper and lower edge: d log σ(b) = σ(−b) db, d log σ(−a) = −σ(a) da, and both edges and the half
     * width h are proportional to the precision 1/s.
     */
    private List<Tensor> gradients(Tensor x, Tensor slope) {
        Tensor precision = logScale.neg().exp();
        Tensor centred = x.minus(location).times(precision);
        Tensor halfWidth = precision.times(HALF_BIN);
        Tensor upper = centred.plus(halfWidth);
        Tensor lower = centred.minus(halfWidth);
        Tensor ofUpper = upper.neg().sigmoid();
        Tensor ofLower = lower.sigmoid();
        Tensor ofWidth = halfWidth.times(2).div(halfWidth.times(2).expm1());
        if (closedTails) {
            Tensor notTop = notTop(x);
            Tensor notBottom = notBottom(x);
            ofUpper = ofUpper.times(notTop);
            ofLower = ofLower.times(notBottom);
            ofWidth = ofWidth.times(notTop).times(notBottom);
        }
        Tensor ofLocation = ofLower.minus(ofUpper).times(precision);
        Tensor ofLogScale = lower.times(ofLower).minus(upper.times(ofUpper)).minus(ofWidth);
        return List.of(ofLocation.times(slope), ofLogScale.times(slope));
    }

    private static Tensor notTop(Tensor x) {
        return x.lessThan(1 - 2 * HALF_BIN);
    }

    private static Tensor notBottom(Tensor x) {
        return x.greaterThan(2 * HALF_BIN);
    }

    /**
     * Elementwise log-probability of the bin whose centre is x. With a and b the standardised lower and upper edge of
     * the bin, log(σ(b) − σ(a)) = log σ(b) + log σ(−a) + log(1 − e^(a−b)), exact where the difference of sigmoids would
     * cancel.
     */
    static Tensor logMass(Tensor x, Tensor location, Tensor logScale, boolean closedTails) {
        Tensor precision = logScale.neg().exp();
        Tensor centred = x.minus(location).times(precision);
        Tensor halfWidth = precision.times(HALF_BIN);
        Tensor belowUpper = centred.plus(halfWidth).neg().softplus().neg();
        Tensor aboveLower = centred.minus(halfWidth).softplus().neg();
        Tensor insideBin = halfWidth.times(-2).expm1().neg().log();
        if (!closedTails) {
            return belowUpper.plus(aboveLower).plus(insideBin);
        }
        Tensor notTop = notTop(x);
        Tensor notBottom = notBottom(x);
        return belowUpper
                .times(notTop)
                .plus(aboveLower.times(notBottom))
                .plus(insideBin.times(notTop.times(notBottom)));
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
