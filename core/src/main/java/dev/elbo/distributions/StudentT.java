package dev.elbo.distributions;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;

/**
 * Independent Student-t coordinates: location + scale · t with t of {@code degreesOfFreedom} ν > 0; each (batch,
 * event). Takahashi et al. 2018.
 */
public record StudentT(Tensor location, Tensor logScale, Tensor degreesOfFreedom)
        implements UnimodalDistribution, Factorised {
    private static final double LOG_PI = Math.log(Math.PI);

    /**
     * (…, event) -> (…), nats, summed over coordinates: log Γ((ν+1)/2) − log Γ(ν/2) − ½ log νπ − log σ − (ν+1)/2 log(1 + t²/ν). In double
     * precision, since the first two terms cancel for large ν.
     */
    @Override
    public Tensor logProb(Tensor x) {
        return inDouble(x).sum(-1).to(x.dtype()); // the sum too in double precision
    }

    /** (…, event) -> (…, event), nats. */
    @Override
    public Tensor logProbEach(Tensor x) {
        return inDouble(x).to(x.dtype());
    }

    private Tensor inDouble(Tensor x) {
        Tensor nu = degreesOfFreedom.to(DType.DOUBLE);
        Tensor logSigma = logScale.to(DType.DOUBLE);
        Tensor half = nu.plus(1).times(0.5);
        Tensor constant = half.lgamma()
                .minus(nu.times(0.5).lgamma())
                .minus(nu.log().plus(LOG_PI).times(0.5))
                .minus(logSigma);
        Tensor t = x.to(DType.DOUBLE)
                .minus(location.to(DType.DOUBLE))
                .times(logSigma.neg().exp());
        Tensor tail = t.square().div(nu).log1p().times(half);
        return constant.minus(tail);
    }

    /**
     * location + scale √(ν (u^(−2/ν) − 1)) c with u uniform and c the cosine of a uniform angle, here a coordinate of a
     * normalised pair of normals: (samples, batch, event). Bailey 1994.
     */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        long[] shape = {samples, location.size(0), location.size(1)};
        Tensor first = rng.child("first").normal(shape);
        Tensor second = rng.child("second").normal(shape);
        Tensor cosine = first.div(first.square().plus(second.square()).sqrt());
        Tensor u = rng.child("radius").uniform(shape).clamp(1e-7, 1);
        Tensor radius = u.log()
                .times(-2)
                .div(degreesOfFreedom)
                .expm1()
                .times(degreesOfFreedom)
                .sqrt();
        return location.plus(logScale.exp().times(radius.times(cosine)));
    }

    /** The location, which is the expectation where ν > 1. */
    @Override
    public Tensor mean() {
        return location;
    }

    @Override
    public Tensor mode() {
        return location;
    }
}
