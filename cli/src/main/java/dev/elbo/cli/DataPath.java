package dev.elbo.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the data of a run are. */
final class DataPath {
    private DataPath() {}

    /**
     * A relative path to a file or folder as an absolute one, so that the run can be used from anywhere; names of data
     * sets, and anything else, unchanged.
     *
     * @param data name or path, perhaps followed by a colon and the name of an array
     */
    static String absolute(String data) {
        int colon = data.lastIndexOf(':');
        String array = colon > 0 && !exists(data) && exists(data.substring(0, colon)) ? data.substring(colon) : "";
        String path = data.substring(0, data.length() - array.length());
        boolean written = path.contains("/") || path.contains("."); // a plain word may be the name of a data set
        return written && exists(path) ? Path.of(path).toAbsolutePath().normalize() + array : data;
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
