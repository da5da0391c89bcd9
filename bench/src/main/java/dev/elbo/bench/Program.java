package dev.elbo.bench;

import dev.elbo.tensor.TorchRuntime;
import java.nio.file.Path;
import java.util.Map;

/**
 * One JVM process of a comparison: {@code PEER WORK SECONDS FOLDER} and {@code scale SWEEP LINE X SECONDS} print a
 * {@link Measurement}, {@code agree PEER FOLDER} one {@link Agreement} per model, {@code likelihood
 * MODEL FOLDER SAMPLES} −log p(x) of {@link StoredRows}. The number of threads is that of
 * OMP_NUM_THREADS; without it, Elbo chooses.
 */
final class Program {
    private Program() {}

    public static void main(String[] args) {
        if (System.getenv("OMP_NUM_THREADS") != null) {
            TorchRuntime.configure(Engine.requestedThreads());
        }
        if (args[0].equals("agree")) {
            agree(args[1], Path.of(args[2]));
        } else if (args[0].equals("likelihood")) {
            System.out.println(StoredRows.likelihood(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3])));
        } else if (args[0].equals("scale")) {
            Place place = new Place(Sweep.of(args[1]), Line.of(args[2]), Integer.parseInt(args[3]));
            System.out.println(measurement(place.word(), place.measure(Double.parseDouble(args[4])))
                    .json());
        } else {
            System.out.println(measure(args[0], Work.of(args[1]), Double.parseDouble(args[2]), Path.of(args[3]))
                    .json());
        }
    }

    private static Measurement measure(String peer, Work work, double seconds, Path shared) {
        if (work == Work.VGAE_EPOCH && !CoraModel.available()) {
            return Measurement.skipped(work.word(), "Cora is not available; set ELBO_DATA");
        }
        int threads = Engine.requestedThreads();
        Laps laps = switch (peer) {
            case "elbo" -> new Laps(ElboPeer.measure(work, seconds, shared), Training.arrangement());
            case "naive" -> new Laps(NaivePeer.measure(work, threads, seconds), new Arrangement(1, threads));
            case "floor" -> FloorPeer.measure(work, threads, seconds);
            default -> throw new IllegalArgumentException("unknown peer '" + peer + "'");
        };
        return measurement(work.word(), laps);
    }

    private static Measurement measurement(String work, Laps laps) {
        Map<String, String> engine = TorchRuntime.describe();
        return Measurement.of(
                work, laps, "libtorch " + engine.get("libtorch") + " (" + engine.get("cpu capability") + ")");
    }

    /** Elbo runs first: it writes weights, rows and noise for the others, and a trained model for itself. */
    private static void agree(String peer, Path shared) {
        if (peer.equals("elbo")) {
            SmallRun.make(shared);
        }
        for (Step step : Step.values()) {
            if (peer.equals("elbo")) {
                System.out.println(ElboLosses.of(step, shared).json());
            } else if (step != Step.SVAE) {
                System.out.println(NaivePeer.agree(step, shared).json());
            }
        }
        if (peer.equals("elbo") && CoraModel.available()) {
            System.out.println(ElboLosses.ofCora(shared).json());
        }
    }
}
