package dev.elbo.data.images;

import dev.elbo.data.DataException;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The image files of a folder or a zip archive, sorted by name with '/' between the parts. */
final class ImageFiles {
    private static final long MAX_TOTAL = 4L << 30; // unpacked bytes of one archive or folder
    private static final long MAX_ONE = 64L << 20;

    private ImageFiles() {}

    /** Receives one file. */
    interface Visitor {
        void visit(String name, byte[] content);
    }

    /**
     * Visits every image; returns the names of the files that were skipped.
     *
     * @param begin receives the number of images before the first is read
     */
    static List<String> visit(Path folderOrZip, IntConsumer begin, Visitor visitor) {
        try {
            return Files.isDirectory(folderOrZip)
                    ? folder(folderOrZip, begin, visitor)
                    : archive(folderOrZip, begin, visitor);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new DataException("'" + folderOrZip + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
    }

    /** The bytes of one image file. */
    static byte[] readOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Budget(file).read(String.valueOf(file.getFileName()), in);
        }
    }

    private static List<String> folder(Path folder, IntConsumer begin, Visitor visitor) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> name(folder, file)))
                    .toList();
        }
        List<Path> shown =
                files.stream().filter(file -> !isHidden(name(folder, file))).toList();
        List<Path> images = shown.stream()
                .filter(file -> ImageDecoder.isImage(name(folder, file)))
                .toList();
        begin.accept(images.size());
        Budget budget = new Budget(folder);
        for (Path file : images) {
            try (InputStream in = Files.newInputStream(file)) {
                visitor.visit(name(folder, file), budget.read(name(folder, file), in));
            }
        }
        return shown.stream()
                .map(file -> name(folder, file))
                .filter(name -> !ImageDecoder.isImage(name))
                .toList();
    }

    private static List<String> archive(Path zip, IntConsumer begin, Visitor visitor) throws IOException {
        Budget budget = new Budget(zip);
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            List<ZipEntry> shown = archive.stream()
                    .map(ZipEntry.class::cast)
                    .filter(entry -> !entry.isDirectory() && !isHidden(entry.getName()))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            List<ZipEntry> images = shown.stream()
                    .filter(entry -> ImageDecoder.isImage(entry.getName()))
                    .toList();
            begin.accept(images.size());
            for (ZipEntry entry : images) {
                try (InputStream in = archive.getInputStream(entry)) {
                    visitor.visit(entry.getName(), budget.read(entry.getName(), in));
                }
            }
            return shown.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !ImageDecoder.isImage(name))
                    .toList();
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Left behind by file managers: .DS_Store, ._name, __MACOSX. */
    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.") || name.startsWith("__MACOSX/");
    }

    /** Counts the bytes actually unpacked, so that a small archive cannot exhaust memory. */
    private static final class Budget {
        private final Path source;
        private long left = MAX_TOTAL;

        Budget(Path source) {
            this.source = source;
        }

        byte[] read(String name, InputStream in) throws IOException {
            byte[] content =
                    in.readNBytes((int) Math.min(MAX_ONE, left) + 1 > 0 ? (int) Math.min(MAX_ONE, left) + 1 : 1);
            left -= content.length;
            if (content.length > MAX_ONE || left < 0) {
                throw new DataException(
                        "'" + source + "' exceeds the allowed unpacked size at '" + Shown.text(name) + "' ("
                                + (MAX_ONE >> 20) + " MiB per file, " + (MAX_TOTAL >> 30)
                                + " GiB in total); use fewer or smaller images");
            }
            return content;
        }
    }
}
