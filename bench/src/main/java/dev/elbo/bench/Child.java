package dev.elbo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that ran to its end.
 *
 * @param answers the lines of JSON it printed
 * @param millisToAnswer from its start to the first of them, or to its end if there are none
 */
record Child(List<String> answers, double millisToAnswer) {
    private static final int SHOWN = 2000;

    /** @param log takes what it says besides, replaced at every start */
    static Child run(ProcessBuilder process, Path log) {
        long start = System.nanoTime();
        try {
            Process running = process.redirectError(log.toFile()).start();
            List<String> answers = new ArrayList<>();
            long answered = 0;
            try (BufferedReader lines = running.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("{")) {
                        answered = answered == 0 ? System.nanoTime() : answered;
                        answers.add(line);
                    }
                }
            }
            int code = running.waitFor();
            long end = System.nanoTime();
            if (code != 0) {
                String said = Files.readString(log);
                throw new IllegalStateException(process.command() + " ended with code " + code + ":\n"
                        + said.substring(Math.max(0, said.length() - SHOWN)));
            }
            return new Child(answers, ((answered == 0 ? end : answered) - start) / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + process.command() + "; 'bench/setup' installs it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
