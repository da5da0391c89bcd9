package dev.elbo.bench;

import dev.elbo.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Elbo while one size varies, round by round, and plots how the cost grows. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Measures how Elbo's cost grows with each size, with the others as in the side-by-side comparison.")
public final class Scaling implements Callable<Integer> {
    @Option(names = "--rounds", description = "number of times that every point is measured")
    private int rounds = 3;

    @Option(
            names = "--seconds",
            description = "duration of the timed laps in each process, after a warm-up of half that duration")
    private double seconds = 1.5;

    @Option(
            names = "--threads",
            description = "number of threads, except in the sweep over threads; default: the number of cores")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--sweeps",
            split = ",",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description =
                    "a selection of batch, latent, hidden, components, threads, rows, samples, likelihood-components;"
                            + " default: all")
    private List<Sweep> sweeps = List.of(Sweep.values());

    @Option(names = "--out", description = "the folder for scaling.csv, with every measurement, and scaling.png")
    private Path out = Path.of("bench/results");

    @Option(names = "--root", hidden = true)
    private Path root = Path.of("").toAbsolutePath();

    private final ScalingResults results = new ScalingResults();

    public static void main(String[] args) {
        Terminal.run(new Scaling(), args);
    }

    @Override
    public Integer call() throws IOException {
        Effort effort = new Effort(rounds, seconds, threads);
        List<Place> places =
                sweeps.stream().flatMap(sweep -> sweep.places().stream()).toList();
        Files.createDirectories(out);
        System.out.println(Machine.describe(effort));
        System.out.println(Machine.load("before"));
        for (int round = 1; round <= rounds; round++) {
            List<Place> turn = new ArrayList<>(places);
            Collections.rotate(turn, round); // so that no place is always the first
            for (Place place : turn) {
                measure(round, place);
                AtomicFiles.writeString(
                        out.resolve("scaling.csv"), results.csv()); // keeps the results of an interrupted run
            }
            AtomicFiles.write(
                    out.resolve("scaling.png"),
                    new ScalingFigure(results, sweeps, threads).figure().png());
        }
        System.out.println(Machine.load("after"));
        return 0;
    }

    private void measure(int round, Place place) {
        List<String> command = Launch.program();
        command.add("scale");
        command.addAll(List.of(place.word().split(" ")));
        command.add(Double.toString(seconds));
        Child child = Child.run(
                Launch.tuned(command, place.threads(threads)), root.resolve("bench/target/scaling-stderr.log"));
        Measurement measurement = Measurement.parse(child.answers().get(0));
        results.add(round, place, measurement);
        System.err.printf(
                Locale.ROOT, "round %d  %-45s %s ms%n", round, place.word(), Page.number(measurement.median()));
    }
}
