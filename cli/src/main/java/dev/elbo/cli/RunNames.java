package dev.elbo.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Default names of runs. */
final class RunNames {
    private RunNames() {}

    /** The first of DATA-1, DATA-2, … that does not exist. */
    static Path next(Path parent, String data) {
        String base = Path.of(data).getFileName().toString().replaceAll("\\.[A-Za-z0-9.]*$", "");
        int number = 1;
        while (Files.exists(parent.resolve(base + "-" + number))) {
            number++;
        }
        return parent.resolve(base + "-" + number);
    }
}
