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
 * A process that has ended.
 *
 * @param answers the lines of JSON it printed
 * @param millisToDone from its start to the line {@link #DONE}, or to its end if there is none
 */
record Child(List<String> answers, double millisToDone) {
    /** Printed when the task is done, before the answer is written. */
    static final String DONE = "done";

    private static final int SHOWN = 2000;

    /** @param log receives all other output; overwritten at every start */
    static Child run(ProcessBuilder process, Path log) {
        long start = System.nanoTime();
        try {
            Process running = process.redirectError(log.toFile()).start();
            List<String> answers = new ArrayList<>();
            long done = 0;
            try (BufferedReader lines = running.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.equals(DONE)) {
                        done = System.nanoTime();
                    } else if (line.startsWith("{")) {
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
            return new Child(answers, ((done == 0 ? end : done) - start) / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + process.command() + "; 'bench/setup' installs it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
