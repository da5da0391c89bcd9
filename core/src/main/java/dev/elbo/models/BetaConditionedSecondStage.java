package dev.elbo.models;

import dev.elbo.networks.Context;
import dev.elbo.objectives.BetaRange;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.List;

/**
 * A {@link SecondStage} for every β of a {@link BetaConditionedVae} at once: it sees β too, and learns the aggregate
 * distribution of samples of all posteriors at that β. Its rows are data; each takes a β of its own, and a sample of
 * the first stage's posterior there is what the second stage is trained on. The first stage stays as it is.
 *
 * @param stage its layers see the same context as those of the first stage
 */
public record BetaConditionedSecondStage(BetaConditionedVae first, SecondStage stage) implements Model {

    /** Hidden layers as those of {@link SecondStage#declare(int, List)}; parameters are declared, not allocated. */
    public static BetaConditionedSecondStage declare(BetaConditionedVae first, List<Integer> widths) {
        return new BetaConditionedSecondStage(
                first, SecondStage.declareModulated(first.vae().latentSize(), widths));
    }

    /** The second stage at one β, held inside the range; weights are shared. */
    public SecondStage at(double beta) {
        return stage.withContext(Context.of(first.range().normalise(beta)));
    }

    /** (batch, data), each row at a β of its own; terms of its latent. */
    @Override
    public ElboTerms terms(Tensor x, Rng rng, int samples) {
        BetaRange range = first.range();
        Context betas = Context.ofRows(range.draw(rng.child("beta").java(), Math.toIntExact(x.size(0))), 1);
        Vae firstVae = first.vae().withContext(betas);
        Tensor z = NoGrad.run(
                () -> firstVae.posterior(x).rsample(rng.child("first stage"), 1).squeeze(0));
        return stage.withContext(betas).vae().terms(z, rng.child("second stage"), samples);
    }

    @Override
    public boolean rowsSeparate() {
        return stage.vae().rowsSeparate();
    }

    @Override
    public void afterStep() {
        stage.vae().afterStep();
    }

    /** Those of the second stage. */
    @Override
    public Parameters parameters() {
        return stage.vae().parameters();
    }
}
