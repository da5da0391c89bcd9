package dev.elbo.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A program to be measured, with every task in a process of its own. */
enum Peer {
    ELBO("Elbo", EnumSet.allOf(Work.class)),
    /** From a program of its own, without the launcher's environment and options. */
    ELBO_PLAIN("Elbo, plain JVM", batchSteps()),
    /** Beside a busy loop for each core. */
    ELBO_BUSY("Elbo, busy machine", batchSteps()),
    NAIVE(
            "libtorch, naive",
            EnumSet.of(
                    Work.STEP_STANDARD,
                    Work.STEP_VAMP,
                    Work.STEP_FREY,
                    Work.STEP_CONV,
                    Work.STEP_ONE_ROW,
                    Work.LIKELIHOOD_STANDARD,
                    Work.LIKELIHOOD_VAMP,
                    Work.ENCODE,
                    Work.SCORE,
                    Work.FIRST_STEP)),
    TORCH("PyTorch", EnumSet.complementOf(EnumSet.of(Work.STEP_ONE_ROW, Work.HELP))),
    TORCH_TUNED("PyTorch, tuned", EnumSet.complementOf(EnumSet.of(Work.HELP))),
    TORCH_TUNED_BUSY("PyTorch, tuned, busy machine", batchSteps()),
    S_VAE_PYTORCH("s-vae-pytorch", EnumSet.range(Work.VMF_3, Work.VMF_200)),
    S_VAE_PYTORCH_TUNED("s-vae-pytorch, tuned", EnumSet.range(Work.VMF_3, Work.VMF_200)),
    DL4J("DL4J", EnumSet.of(Work.STEP_STANDARD)),
    FLOOR(
            "products alone",
            EnumSet.of(
                    Work.STEP_STANDARD,
                    Work.STEP_VAMP,
                    Work.STEP_FREY,
                    Work.STEP_SVAE,
                    Work.STEP_ONE_ROW,
                    Work.LIKELIHOOD_STANDARD,
                    Work.LIKELIHOOD_VAMP,
                    Work.ENCODE,
                    Work.SCORE));

    /** Debian's Python, which has Debian's PyTorch; another one on the path may not. */
    private static final String PYTHON = "/usr/bin/python3";

    private final String title;
    private final Set<Work> works;

    Peer(String title, Set<Work> works) {
        this.title = title;
        this.works = works;
    }

    private static Set<Work> batchSteps() {
        return EnumSet.range(Work.STEP_STANDARD, Work.STEP_CONV);
    }

    String word() {
        return Words.of(this);
    }

    static Peer of(String word) {
        return Words.parse(Peer.class, word);
    }

    String title() {
        return title;
    }

    boolean does(Work work) {
        return works.contains(work);
    }

    /** Whether the program has been set up; the others are always available, or report what is missing when started. */
    boolean available(Path root) {
        return switch (this) {
            case DL4J -> Files.exists(dl4jClassPath(root));
            case S_VAE_PYTORCH, S_VAE_PYTORCH_TUNED -> Files.exists(publishedSpheres(root));
            default -> true;
        };
    }

    /** Whether the machine has something else to do while the program is measured. */
    boolean busyMachine() {
        return this == ELBO_BUSY || this == TORCH_TUNED_BUSY;
    }

    /** Whether the program is measured under other conditions than those of the comparison. */
    boolean otherConditions() {
        return busyMachine() || this == ELBO_PLAIN;
    }

    /** What ratios are relative to: Elbo, on a busy machine if this is. */
    Peer reference() {
        return this == TORCH_TUNED_BUSY ? ELBO_BUSY : ELBO;
    }

    /** Of the peers that compute the same loss. */
    boolean agrees() {
        return this == ELBO || this == NAIVE || this == TORCH;
    }

    /** A process that performs one measurement. */
    ProcessBuilder measuring(Path root, Path shared, Work work, double seconds, int threads) {
        return work == Work.HELP
                ? process(root, threads, List.of(root.resolve("elbo").toString(), "--help"))
                : process(
                        root,
                        work.threads(threads),
                        arguments(work.word(), Double.toString(seconds), shared.toString()));
    }

    /** A process that prints its losses. */
    ProcessBuilder agreeing(Path root, Path shared, int threads) {
        return process(
                root,
                threads,
                this == TORCH ? List.of("agree", shared.toString()) : List.of("agree", word(), shared.toString()));
    }

    private List<String> arguments(String... measurement) {
        List<String> arguments = new ArrayList<>(List.of(measurement));
        switch (this) {
            case ELBO, ELBO_PLAIN, ELBO_BUSY -> arguments.add(0, ELBO.word());
            case NAIVE, FLOOR -> arguments.add(0, word());
            default -> {}
        }
        return arguments;
    }

    private ProcessBuilder process(Path root, int threads, List<String> arguments) {
        List<String> command = new ArrayList<>();
        boolean wholeCommand = arguments.contains("--help");
        if (!wholeCommand) {
            command.addAll(program(root));
        }
        command.addAll(arguments);
        boolean asItComes = this == ELBO_PLAIN || this == TORCH || this == S_VAE_PYTORCH;
        return asItComes ? Launch.plain(command) : Launch.tuned(command, threads);
    }

    private List<String> program(Path root) {
        return switch (this) {
            case ELBO_PLAIN -> Launch.plainProgram();
            case TORCH, TORCH_TUNED, TORCH_TUNED_BUSY ->
                List.of(PYTHON, root.resolve("bench/python/peer.py").toString());
            case S_VAE_PYTORCH, S_VAE_PYTORCH_TUNED ->
                List.of(
                        PYTHON,
                        root.resolve("bench/python/published_vmf.py").toString(),
                        publishedSpheres(root).toString());
            case DL4J ->
                Launch.java(
                        root.resolve("bench/dl4j/target/classes") + File.pathSeparator + read(dl4jClassPath(root)),
                        "dev.elbo.bench.dl4j.Dl4jPeer");
            default -> Launch.program();
        };
    }

    private static Path publishedSpheres(Path root) {
        return root.resolve("bench/target/s-vae-pytorch");
    }

    private static Path dl4jClassPath(Path root) {
        return root.resolve("bench/dl4j/target/classpath");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
