package dev.elbo.runs.quality;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.SamplerSpec;
import dev.elbo.data.Dataset;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.Samplers;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.io.Sha256;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import dev.elbo.runs.Run;
import dev.elbo.runs.RunSamplers;
import dev.elbo.samplequality.SampleEvaluation;
import dev.elbo.samplequality.SampleQuality;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures samples of a trained run against rows of one set of its data. Rows are taken at equal steps, so that an order
 * of the data does not matter, and belong to the reference and to the other rows in turn; the others are reconstructed
 * and serve as real rows, so that neither overlaps with the reference.
 */
public final class QualityMeasurement {
    private static final int FEWEST = 10;
    private static final List<String> PARTS = List.of("train", "validation", "test");

    private final Run run;
    private final QualityRequest request;
    private final FeatureSpaces spaces;

    private QualityMeasurement(Run run, QualityRequest request, FeatureSpaces spaces) {
        this.run = run;
        this.request = request;
        this.spaces = spaces;
    }

    /**
     * Measures, stores the result in the run's {@code sample-quality.json} and returns it.
     *
     * @throws ElboException in one sentence, if the run has no model yet, its set has too few rows, or the feature space
     *     or the sampler do not suit it
     */
    public static QualityResult measure(Run run, QualityRequest request, FeatureSpaces spaces) {
        run.directory().checkWritable();
        QualityFile.read(run.directory()); // a damaged file is named before the work, not after it
        QualityResult result = run.useAll((opened, prepared) -> {
            TrainedModel model =
                    request.beta().isPresent() ? opened.at(request.beta().getAsDouble()) : opened;
            return new QualityMeasurement(run, request, spaces).measured(model, prepared);
        });
        QualityFile.add(run.directory(), result);
        return result;
    }

    private QualityResult measured(TrainedModel model, PreparedData prepared) {
        int[] rows = rows(prepared);
        boolean means = request.output() == QualityRequest.Output.AUTO
                ? prepared.data().shape().image()
                : request.output() == QualityRequest.Output.MEAN;
        if (!(request.sampler() instanceof SamplerSpec.Prior)) {
            Samplers.check(request.sampler(), model); // before the feature space is made
        }
        try (FeatureSpaces.Opened features = spaces.open(prepared, request.features());
                Sampler sampler = RunSamplers.open(run, model, request.sampler())) {
            run.listener()
                    .note("measuring in the feature space " + features.space().name());
            Dataset others = prepared.data().select(everySecond(rows, 1));
            SampleEvaluation evaluation = new SampleEvaluation(
                    features.space(), prepared.data().select(everySecond(rows, 0)), request.seed());
            if (evaluation.coordinates() > FeatureSpaces.MOST_COORDINATES) {
                throw new ElboException("features: the Fréchet distance is computed in at most "
                        + FeatureSpaces.MOST_COORDINATES + " coordinates, but "
                        + features.space().name() + " has "
                        + evaluation.coordinates() + "; use a network with fewer outputs");
            }
            SampleQuality samples =
                    means ? evaluation.generated(model, sampler) : evaluation.generatedSamples(model, sampler);
            return new QualityResult(
                    features.spec().toString(),
                    features.space().name(),
                    features.digest(),
                    evaluation.coordinates(),
                    request.sampler().toString(),
                    model.spec().betaInput().isPresent() ? model.beta() : null,
                    means ? "mean" : "sample",
                    prepared.data().name(),
                    request.part(),
                    samples.count(),
                    request.seed(),
                    SampleMeasures.of(samples),
                    SampleMeasures.of(
                            means
                                    ? evaluation.reconstructed(model, others)
                                    : evaluation.reconstructedSamples(model, others)),
                    SampleMeasures.of(evaluation.real(others)),
                    samples.neighbours(),
                    samples.permutations(),
                    samples.kernel(),
                    Sha256.of(run.directory().model()));
        }
    }

    /** Twice as many rows as are compared, at equal steps. */
    private int[] rows(PreparedData prepared) {
        if (!PARTS.contains(request.part())) {
            throw new ElboException("split: expected train, validation or test, got '" + Shown.text(request.part())
                    + "'" + Suggestion.phrase(request.part(), PARTS));
        }
        int[] all = prepared.split().part(request.part());
        int most = all.length / 2;
        String half = "half the rows of the " + request.part() + " set, since the other half is the reference";
        if (most < FEWEST) {
            throw new ElboException(
                    "the " + request.part() + " set of " + prepared.data().name() + " has " + all.length
                            + " rows, but at least " + 2 * FEWEST
                            + " are needed, half of them as the reference; measure another set");
        }
        int count = request.count().orElse(Math.min(most, QualityRequest.USUAL_MOST));
        if (count < FEWEST || count > most) {
            throw new ElboException(
                    "count: expected a whole number from " + FEWEST + " to " + most + ", " + half + ", got " + count);
        }
        return IntStream.range(0, 2 * count)
                .map(i -> all[(int) ((long) i * all.length / (2L * count))])
                .toArray();
    }

    private static int[] everySecond(int[] rows, int first) {
        return IntStream.range(0, rows.length / 2).map(i -> rows[2 * i + first]).toArray();
    }
}
