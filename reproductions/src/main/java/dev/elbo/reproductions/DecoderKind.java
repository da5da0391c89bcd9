package dev.elbo.reproductions;

import dev.elbo.config.LikelihoodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row of the calibrated-decoder table.
 *
 * @param beta weight of the KL for a decoder with σ = 1; empty if the ELBO itself is optimised
 * @param nats published −log p of a VAE on SVHN; may be empty
 * @param frechet published Fréchet distance of that VAE in Inception features
 */
record DecoderKind(String name, String likelihood, OptionalDouble beta, String nats, String frechet) {
    static final List<String> CALIBRATED = List.of("shared", "optimal");

    /** β = 0.1 as the variance of a decoder whose ELBO itself is optimised: the same optimum. */
    static final String ABSORBED = "sigma-of-beta0.1";

    private static final double BETA_ABSORBED = 0.1;
    private static final double[] BETAS = {0.3, 0.1, 0.03, 0.01, 0.003};

    static List<DecoderKind> all() {
        List<DecoderKind> all = new ArrayList<>();
        all.add(of("bernoulli", "bernoulli", "", "43.26"));
        all.add(of("categorical", "categorical", "9179", "46.13"));
        all.add(of("bitwise", "bitwise", "10800", "33.84"));
        all.add(of("logistic-mixture", "logistic-mixture:5", "9085", "43.19"));
        all.add(of("gaussian", "gaussian:1", "2184", "112.5"));
        all.add(of("per-pixel", "gaussian:per-pixel", "-3592", "114.7"));
        all.add(of("student-t", "student-t", "-3659", "70.4"));
        for (double beta : BETAS) {
            all.add(new DecoderKind("beta" + beta, "gaussian:1", OptionalDouble.of(beta), "-3186", "27.93"));
        }
        all.add(of(ABSORBED, "gaussian:" + Math.sqrt(BETA_ABSORBED), "", ""));
        all.add(of("shared", "gaussian:shared", "-3349", "22.25"));
        all.add(of("optimal", "gaussian:optimal", "-3333", "27.25"));
        all.add(of("per-image", "gaussian:per-image", "", "26.28"));
        return all;
    }

    private static DecoderKind of(String name, String likelihood, String nats, String frechet) {
        return new DecoderKind(name, likelihood, OptionalDouble.empty(), nats, frechet);
    }

    /** Whether p(x|z) is a distribution over grey values; Bernoulli is one over {0, 1}. */
    boolean ofGreyValues() {
        return !likelihood.equals("bernoulli");
    }

    /**
     * Half the squared error plus β KL is, up to a constant, β times the negative ELBO of a Gaussian with σ² = β: the
     * density implied by tuning β (Rybkin et al. 2021, section 3). Empty without a β.
     */
    Optional<LikelihoodSpec> implied() {
        return beta.isPresent()
                ? Optional.of(new LikelihoodSpec.Gaussian(Math.sqrt(beta.getAsDouble())))
                : Optional.empty();
    }

    String objective(String warmUp) {
        return beta.isPresent() ? "beta:" + beta.getAsDouble() + "," + warmUp : warmUp;
    }
}
