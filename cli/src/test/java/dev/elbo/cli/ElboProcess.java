package dev.elbo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the command in its own process, without access to downloaded data. */
final class ElboProcess {
    private ElboProcess() {}

    /** Runs to the end; both output streams are written to files in {@code folder}. */
    static Outcome run(Path folder, String classPath, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "dev.elbo.cli.Elbo"));
        command.addAll(List.of(args));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("ELBO_DATA");
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        int exit = builder.start().waitFor();
        return new Outcome(exit, Files.readString(out), Files.readString(err));
    }
}
