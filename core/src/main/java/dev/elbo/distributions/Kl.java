package dev.elbo.distributions;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Kullback-Leibler divergences KL(q ‖ p), nats: closed forms by pairs of distributions, Monte Carlo only by name. */
public final class Kl {
    private record Pair(Class<?> q, Class<?> p) {}

    private static final Map<Pair, BiFunction<Distribution, Distribution, Tensor>> CLOSED_FORMS = new LinkedHashMap<>();

    static {
        register(DiagonalGaussian.class, StandardNormal.class, (q, p) -> toStandard(q));
        register(
                DiagonalGaussian.class,
                DiagonalGaussian.class,
                (q, p) -> gaussianGaussian(q, p).sum(-1));
        register(FullGaussian.class, StandardNormal.class, (q, p) -> fullToStandard(q));
        register(VonMisesFisher.class, HypersphericalUniform.class, Kl::zonalUniform);
        register(PowerSpherical.class, HypersphericalUniform.class, Kl::zonalUniform);
        register(SphereProduct.class, SphereProduct.class, Kl::sumOverFactors);
    }

    private Kl() {}

    private static <Q extends Distribution, P extends Distribution> void register(
            Class<Q> q, Class<P> p, BiFunction<Q, P, Tensor> formula) {
        CLOSED_FORMS.put(new Pair(q, p), (a, b) -> formula.apply(q.cast(a), p.cast(b)));
    }

    /** Whether {@link #closedForm} knows the pair. */
    public static boolean hasClosedForm(Distribution q, Distribution p) {
        return CLOSED_FORMS.containsKey(new Pair(q.getClass(), p.getClass()));
    }

    /**
     * (batch): KL(q ‖ p).
     *
     * @throws UnsupportedOperationException naming both distributions, if the pair has no closed form here
     */
    public static Tensor closedForm(Distribution q, Distribution p) {
        BiFunction<Distribution, Distribution, Tensor> formula = CLOSED_FORMS.get(new Pair(q.getClass(), p.getClass()));
        if (formula == null) {
            throw new UnsupportedOperationException("KL(" + q.getClass().getSimpleName() + " || "
                    + p.getClass().getSimpleName() + ") has no closed form here; ask for Kl.monteCarlo");
        }
        return formula.apply(q, p);
    }

    /** (samples, batch): log q(z) − log p(z) at samples z of q, (samples, batch, event). */
    public static Tensor monteCarlo(Distribution q, Distribution p, Tensor z) {
        return q.logProb(z).minus(p.logProb(z));
    }

    /**
     * In closed form where the pair has one, (batch); otherwise at samples z of q, (samples, batch, event), with as
     * many levels of a hierarchical distribution in closed form as have one, (samples, batch).
     */
    public static Tensor atDraws(Distribution q, Distribution p, Tensor z) {
        if (hasClosedForm(q, p)) {
            return closedForm(q, p);
        }
        return q instanceof HierarchicalDistribution chain && p instanceof HierarchicalDistribution other
                ? chain.klAtDraws(other, z)
                : monteCarlo(q, p, z);
    }

    /**
     * (batch, event): KL(q_j ‖ p_j) of each coordinate, for Gaussians of independent ones.
     *
     * @throws UnsupportedOperationException naming both distributions, if their coordinates are not independent
     */
    public static Tensor byCoordinate(Distribution q, Distribution p) {
        if (q instanceof DiagonalGaussian gaussian && p instanceof StandardNormal) {
            return gaussianStandard(gaussian);
        }
        if (q instanceof DiagonalGaussian gaussian && p instanceof DiagonalGaussian other) {
            return gaussianGaussian(gaussian, other);
        }
        throw new UnsupportedOperationException("KL(" + q.getClass().getSimpleName() + " || "
                + p.getClass().getSimpleName() + ") is not a sum over coordinates");
    }

    /** ½ (σ² + μ² − 1 − log σ²). Kingma and Welling 2014, appendix B. */
    private static Tensor gaussianStandard(DiagonalGaussian q) {
        return q.logVar()
                .exp()
                .plus(q.mean().square())
                .minus(q.logVar())
                .minus(1)
                .times(0.5);
    }

    /** (batch): the sum over coordinates, with the gradients μ and ½ (σ² − 1). */
    private static Tensor toStandard(DiagonalGaussian q) {
        if (!q.mean().hasShapeOf(q.logVar())) {
            return gaussianStandard(q).sum(-1);
        }
        return Tensors.function(
                List.of(q.mean(), q.logVar()), () -> gaussianStandard(q).sum(-1), slope -> {
                    Tensor each = slope.unsqueeze(-1);
                    Tensor ofLogVar = q.logVar().exp().minus(1).times(0.5);
                    return List.of(q.mean().times(each), ofLogVar.times(each));
                });
    }

    /** (batch): ½ (Σ L² + Σ μ² − D − log det L Lᵀ). */
    private static Tensor fullToStandard(FullGaussian q) {
        Tensor squares = q.factor().square().sum(1, 2).plus(q.mean().square().sum(-1));
        return squares.minus((double) q.mean().size(1))
                .times(0.5)
                .minus(q.logScale().sum(-1));
    }

    /** κ E s(w) + log c(κ) + log |S|, whatever μ. Davidson et al. 2018, eq. 4. */
    private static Tensor zonalUniform(RotationallySymmetric q, HypersphericalUniform p) {
        if (q.location().size(-1) != p.ambient()) {
            throw new IllegalArgumentException(
                    "a distribution on the sphere in " + q.location().size(-1)
                            + " dimensions and the uniform distribution in " + p.ambient() + " have no divergence");
        }
        return q.klToUniform();
    }

    /** (batch): the sum over the spheres. */
    private static Tensor sumOverFactors(SphereProduct q, SphereProduct p) {
        Tensor total = ofFactor(q, p, 0);
        for (int i = 1; i < q.factors().size(); i++) {
            total = total.plus(ofFactor(q, p, i));
        }
        return total;
    }

    private static Tensor ofFactor(SphereProduct q, SphereProduct p, int i) {
        return closedForm(q.factors().get(i).distribution(), p.factors().get(i).distribution())
                .sum(-1);
    }

    private static Tensor gaussianGaussian(DiagonalGaussian q, DiagonalGaussian p) {
        Tensor logRatio = q.logVar().minus(p.logVar());
        Tensor shift = q.mean().minus(p.mean()).square().times(p.logVar().neg().exp());
        return logRatio.exp().plus(shift).minus(logRatio).minus(1).times(0.5);
    }
}
