package dev.elbo.models;

import dev.elbo.networks.Condition;
import dev.elbo.objectives.BetaRange;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.List;

/**
 * A {@link SecondStage} for every β of a {@link BetaInputVae} at once: it sees β too, and learns the law that draws of all
 * posteriors have together at that β. Its rows are data; each takes a β of its own, and a draw of the first stage's
 * posterior there is what the second stage is trained on. The first stage stays as it is.
 *
 * @param condition what the second stage's layers see
 */
public record BetaInputSecondStage(BetaInputVae first, SecondStage stage, Condition condition) implements Model {

    /** Hidden layers as those of {@link SecondStage#declare(int, List)}; parameters are declared, not allocated. */
    public static BetaInputSecondStage declare(BetaInputVae first, List<Integer> widths) {
        Condition condition = new Condition();
        int latent = first.vae().latentSize();
        return new BetaInputSecondStage(first, SecondStage.declare(latent, widths, condition), condition);
    }

    /** The second stage at one β until the next call. */
    public SecondStage at(double beta) {
        condition.set(first.range().place(beta));
        return stage;
    }

    /** (batch, data), each row at a β of its own; terms of its latent. */
    @Override
    public ElboTerms terms(Tensor x, Rng rng, int samples) {
        BetaRange range = first.range();
        float[] places = range.draw(rng.child("beta").java(), Math.toIntExact(x.size(0)));
        first.condition().set(places);
        Tensor z = NoGrad.run(() -> first.vae()
                .posterior()
                .given(x)
                .rsample(rng.child("first stage"), 1)
                .squeeze(0));
        first.condition().set(range.place(1));
        condition.set(places);
        return stage.vae().terms(z, rng.child("second stage"), samples);
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
