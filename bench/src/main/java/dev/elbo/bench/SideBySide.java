package dev.elbo.bench;

import dev.elbo.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Elbo and other programs in turn, round by round, and writes one table. */
@Command(
        name = "side-by-side",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Compares Elbo with other programs, in turn, round by round.")
public final class SideBySide implements Callable<Integer> {
    private static final double TOLERANCE = 1e-4;
    private static final int STARTS = 3;

    @Option(names = "--rounds", description = "number of times that every program performs every task")
    private int rounds = 5;

    @Option(
            names = "--seconds",
            description = "duration of the timed laps in each process, after a warm-up of half that duration")
    private double seconds = 3;

    @Option(
            names = "--threads",
            description = "number of threads of every program except untuned PyTorch; default: the number of cores")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--works",
            split = ",",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "the tasks to measure, such as step-vamp; default: all")
    private List<Work> works = List.of(Work.values());

    @Option(
            names = "--peers",
            split = ",",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description =
                    "a selection of elbo, elbo-plain, elbo-busy, naive, torch, torch-tuned, torch-tuned-busy, s-vae-pytorch, s-vae-pytorch-tuned, dl4j, floor; default: all that are set up")
    private List<Peer> chosen = List.of(Peer.values());

    @Option(
            names = "--out",
            description = "file for the table; a .csv file with every measurement is written next to it")
    private Path out = Path.of("bench/results/side-by-side.md");

    @Option(names = "--root", hidden = true)
    private Path root = Path.of("").toAbsolutePath();

    private final Results results = new Results();
    private final List<String> preamble = new ArrayList<>();

    public static void main(String[] args) {
        Terminal.run(new SideBySide(), args);
    }

    @Override
    public Integer call() throws IOException {
        Effort effort = new Effort(rounds, seconds, threads);
        List<Peer> peers = chosen.stream().filter(peer -> peer.available(root)).toList();
        Path shared = empty(root.resolve("bench/target/shared"));
        preamble.add(Machine.describe(effort));
        agree(peers, shared);
        preamble.add(Machine.load("before"));
        for (int round = 1; round <= rounds; round++) {
            for (Work work : works) {
                List<Peer> turn = new ArrayList<>(peers);
                Collections.rotate(turn, round); // so that the order varies between rounds
                for (Peer peer : turn) {
                    if (peer.does(work)) {
                        measure(round, peer, work, shared);
                    }
                }
            }
            if (round == rounds) {
                preamble.add(Machine.load("after"));
            }
            write(new Page(results, peers, works, preamble)); // keeps the results of an interrupted run
        }
        System.out.println(Files.readString(out));
        return 0;
    }

    /** Removes the files of an earlier comparison, which could be mistaken for this one's. */
    private static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** Checks that all programs compute the same before anything is timed. */
    private void agree(List<Peer> peers, Path shared) {
        Map<String, Agreement> ours = new HashMap<>();
        losses(Peer.ELBO, shared).forEach(agreement -> ours.put(agreement.model(), agreement));
        for (Peer peer : peers) {
            if (!peer.agrees() || peer == Peer.ELBO) {
                continue;
            }
            List<String> shown = new ArrayList<>();
            for (Agreement theirs : losses(peer, shared)) {
                Agreement own = Objects.requireNonNull(ours.get(theirs.model()), theirs.model());
                double difference = theirs.difference(own);
                if (!(difference <= TOLERANCE)) {
                    throw new IllegalStateException(
                            peer.title() + " does not compute the same as Elbo: " + own + " against " + theirs);
                }
                shown.add(String.format(Locale.ROOT, "%s %.0e", theirs.model(), difference));
            }
            preamble.add("Losses of " + peer.title()
                    + " on Elbo's weights, rows and noise, before and after three steps, relative difference: "
                    + shown.stream().collect(Collectors.joining(", ")) + ".");
        }
    }

    private List<Agreement> losses(Peer peer, Path shared) {
        return Child.run(peer.agreeing(root, shared, threads), log(shared)).answers().stream()
                .map(Agreement::parse)
                .toList();
    }

    private void measure(int round, Peer peer, Work work, Path shared) {
        Measurement measurement = work.wholeProcess() ? starts(peer, work, shared) : answer(child(peer, work, shared));
        results.add(round, peer, work, measurement);
        System.err.printf(
                Locale.ROOT,
                "round %d  %-20s %-12s %s%n",
                round,
                work.word(),
                peer.word(),
                measurement.missing() ? measurement.skipped() : Page.number(measurement.median()) + " ms");
    }

    private Measurement starts(Peer peer, Work work, Path shared) {
        List<Double> times = new ArrayList<>();
        Measurement last = Measurement.ofCommand(work.word());
        for (int i = 0; i < STARTS; i++) {
            Child child = child(peer, work, shared);
            times.add(child.millisToDone());
            if (work != Work.HELP) {
                last = answer(child);
            }
        }
        return last.timed(times);
    }

    private Child child(Peer peer, Work work, Path shared) {
        try (BusyMachine beside = peer.busyMachine() ? BusyMachine.start() : BusyMachine.idle()) {
            return Child.run(peer.measuring(root, shared, work, seconds, threads), log(shared));
        }
    }

    private static Measurement answer(Child child) {
        return Measurement.parse(child.answers().get(0));
    }

    private static Path log(Path shared) {
        return shared.resolve("stderr.log");
    }

    private void write(Page page) throws IOException {
        Path folder = Objects.requireNonNull(out.toAbsolutePath().getParent(), "the page is a file in a folder");
        Files.createDirectories(folder);
        AtomicFiles.writeString(out, page.markdown());
        String name = out.getFileName().toString().replaceAll("\\.md$", "");
        AtomicFiles.writeString(folder.resolve(name + ".csv"), results.csv());
    }
}
