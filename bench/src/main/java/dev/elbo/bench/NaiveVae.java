package dev.elbo.bench;

import dev.elbo.tensor.StoredTensor;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The model of a {@link Step}, formula by formula on libtorch's operations. */
final class NaiveVae {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    private final NaiveParameters parameters;
    private final UnaryOperator<Tensor> encoder;
    private final NaiveLinear mean;
    private final NaiveLinear logVar;
    private final BiFunction<Tensor, Tensor, Tensor> logLikelihood;
    private final @Nullable Tensor pseudoInputs;

    record Gaussian(Tensor mean, Tensor logVar) {
        Tensor draw(Tensor noise) {
            return mean.add(logVar.mul(new Scalar(0.5)).exp().mul(noise));
        }

        /** (…, event) -> (…). */
        Tensor logProb(Tensor z) {
            Tensor squares = z.sub(mean).square().mul(logVar.neg().exp());
            return logVar.add(squares)
                    .add(new Scalar(LOG_2PI))
                    .mul(new Scalar(-0.5))
                    .sum(-1);
        }
    }

    NaiveVae(Step step, Map<String, StoredTensor> weights) {
        parameters = new NaiveParameters(weights);
        boolean conv = step == Step.CONV;
        encoder = conv
                ? NaiveNetworks.convolutions(parameters, "posterior.body")
                : NaiveNetworks.gated(parameters, "posterior.body", step.dataSize());
        int width = conv ? 1024 : 300;
        mean = parameters.linear("posterior.head", width, step.latent(), 0, 2);
        logVar = parameters.linear("posterior.head", width, step.latent(), 1, 2);
        UnaryOperator<Tensor> decoder = conv
                ? NaiveNetworks.transposed(parameters, "likelihood.body", step.latent())
                : NaiveNetworks.gated(parameters, "likelihood.body", step.latent());
        logLikelihood = switch (step) {
            case FREY -> logistic(decoder, step.dataSize());
            case CONV -> bernoulli(decoder, NaiveNetworks.convolutionalHead(parameters, "likelihood.logits"));
            default -> bernoulli(decoder, parameters.linear("likelihood.logits", 300, step.dataSize())::apply);
        };
        pseudoInputs = step == Step.VAMP
                ? parameters.whole("prior.pseudoInputs", 0.01, Step.PSEUDO_INPUTS, step.dataSize())
                : null;
    }

    NaiveParameters parameters() {
        return parameters;
    }

    Gaussian posterior(Tensor x) {
        Tensor h = encoder.apply(x);
        return new Gaussian(mean.apply(h), clamp(logVar.apply(h), -12, 4));
    }

    /** The components of a VampPrior, else null. */
    @Nullable
    Gaussian components() {
        return pseudoInputs == null ? null : posterior(clamp(pseudoInputs, 0, 1));
    }

    /** (rows, event) -> (rows): log p(z). */
    Tensor logPrior(Tensor z, @Nullable Gaussian components) {
        if (components == null) {
            return z.square().add(new Scalar(LOG_2PI)).mul(new Scalar(-0.5)).sum(-1);
        }
        Gaussian each = new Gaussian(components.mean.unsqueeze(0), components.logVar.unsqueeze(0));
        return torch.logsumexp(each.logProb(z.unsqueeze(1)), 1).sub(new Scalar(Math.log(Step.PSEUDO_INPUTS)));
    }

    /** (rows, data), (rows, event) -> (rows). */
    Tensor logLikelihood(Tensor x, Tensor z) {
        return logLikelihood.apply(x, z);
    }

    /** Scalar: −ELBO, mean over the batch. */
    Tensor loss(Tensor x, Tensor noise) {
        Gaussian q = posterior(x);
        Tensor z = q.draw(noise);
        Tensor kl = pseudoInputs == null
                ? q.logVar
                        .exp()
                        .add(q.mean.square())
                        .sub(q.logVar)
                        .sub(new Scalar(1))
                        .mul(new Scalar(0.5))
                        .sum(-1)
                : q.logProb(z).sub(logPrior(z, components()));
        return kl.sub(logLikelihood(x, z)).mean();
    }

    private BiFunction<Tensor, Tensor, Tensor> bernoulli(UnaryOperator<Tensor> decoder, UnaryOperator<Tensor> head) {
        return (x, z) -> {
            Tensor logits = head.apply(decoder.apply(z));
            return x.mul(logits).sub(torch.softplus(logits)).sum(-1);
        };
    }

    /** 256 levels, closed tails. */
    private BiFunction<Tensor, Tensor, Tensor> logistic(UnaryOperator<Tensor> decoder, int dataSize) {
        NaiveLinear location = parameters.linear("likelihood.head", 300, dataSize, 0, 2);
        NaiveLinear logScale = parameters.linear("likelihood.head", 300, dataSize, 1, 2);
        double half = 0.5 / 256;
        return (x, z) -> {
            Tensor h = decoder.apply(z);
            Tensor centred = x.sub(clamp(location.apply(h).sigmoid(), half, 1 - half));
            Tensor precision = clamp(logScale.apply(h), -4.5, 0).neg().exp();
            Tensor belowUpper = torch.log_sigmoid(centred.add(new Scalar(half)).mul(precision));
            Tensor aboveLower = torch.log_sigmoid(
                    centred.sub(new Scalar(half)).mul(precision).neg());
            // a difference of sigmoids without cancellation
            Tensor width = precision.mul(new Scalar(-2 * half)).expm1().neg().log();
            Tensor inside = belowUpper.add(aboveLower).add(width);
            Tensor first = torch.where(x.lt(new Scalar(2 * half)), belowUpper, inside);
            return torch.where(x.gt(new Scalar(1 - 2 * half)), aboveLower, first)
                    .sum(-1);
        };
    }

    private static Tensor clamp(Tensor x, double low, double high) {
        return x.clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
    }
}
