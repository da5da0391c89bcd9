package dev.elbo.runs.report;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.PriorSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.schema.Numbers;
import dev.elbo.objectives.KlTerm;
import dev.elbo.objectives.Objective;
import dev.elbo.report.ModelDiagram;
import dev.elbo.runs.evaluation.Evaluation;
import java.util.Locale;

/** The model of a run as a drawing, from its settings and its evaluation. */
final class ModelDrawing {
    private ModelDrawing() {}

    static ModelDiagram of(ModelSpec spec, RunConfig config, Evaluation evaluation) {
        String network = words(spec.network().toString());
        return new ModelDiagram(
                "",
                spec.shape().describe() + ", " + input(spec.input()),
                network,
                spec.posterior().describe(),
                sample(spec.posterior()),
                network + ", mirrored",
                words(spec.likelihood().toString()),
                spec.prior() instanceof PriorSpec.Standard
                        ? "N(0, I)"
                        : words(spec.prior().toString()),
                String.format(
                        Locale.ROOT,
                        "%sKL(q(z|x) ‖ p(z)) =\u00a0%.2f\u00a0nats",
                        weight(config.objective()),
                        evaluation.klNats()),
                String.format(Locale.ROOT, "−E log p(x|z) =\u00a0%.2f\u00a0nats", evaluation.reconstructionNats()));
    }

    private static String words(String setting) {
        return setting.replace(":", " ").replace(",", ", ");
    }

    private static String input(ModelSpec.Input input) {
        return input.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String weight(Objective objective) {
        if (objective.betaInput().isPresent()) {
            return "β, an input, times ";
        }
        boolean plain =
                objective.kl() instanceof KlTerm.Plain && objective.beta().beta() == 1;
        return plain ? "" : Numbers.text(objective.beta().beta()) + " × ";
    }

    private static String sample(PosteriorSpec posterior) {
        if (posterior instanceof PosteriorSpec.Spherical) {
            return "sampled by rejection, turned to the mean direction; implicit gradient";
        }
        return posterior instanceof PosteriorSpec.Hierarchical
                ? "z2 =\u00a0μ\u00a0+\u00a0σ\u00a0⊙\u00a0ε, then z1 given z2 likewise"
                : "μ + σ ⊙ ε, ε\u00a0~\u00a0N(0,\u00a0I)";
    }
}
