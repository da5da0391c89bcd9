package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
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

    /** Visits every image; returns how many other files were skipped. */
    static int visit(Path folderOrZip, Visitor visitor) {
        try {
            return Files.isDirectory(folderOrZip) ? folder(folderOrZip, visitor) : archive(folderOrZip, visitor);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("'" + folderOrZip + "' cannot be read (" + e.getMessage() + "); check the file", e);
        }
    }

    private static int folder(Path folder, Visitor visitor) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> name(folder, file)))
                    .toList();
        }
        int others = 0;
        Budget budget = new Budget(folder);
        for (Path file : files) {
            String name = name(folder, file);
            if (isHidden(name)) {
                continue;
            }
            if (!ImageDecoder.isImage(name)) {
                others++;
                continue;
            }
            try (InputStream in = Files.newInputStream(file)) {
                visitor.visit(name, budget.read(name, in));
            }
        }
        return others;
    }

    private static int archive(Path zip, Visitor visitor) throws IOException {
        int others = 0;
        Budget budget = new Budget(zip);
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            List<ZipEntry> entries = new ArrayList<>();
            for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
                entries.add(all.nextElement());
            }
            Collections.sort(entries, Comparator.comparing(ZipEntry::getName));
            for (ZipEntry entry : entries) {
                if (entry.isDirectory() || isHidden(entry.getName())) {
                    continue;
                }
                if (!ImageDecoder.isImage(entry.getName())) {
                    others++;
                    continue;
                }
                try (InputStream in = archive.getInputStream(entry)) {
                    visitor.visit(entry.getName(), budget.read(entry.getName(), in));
                }
            }
        }
        return others;
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
                throw new DataException("'" + source + "' exceeds the allowed unpacked size at '" + name + "' ("
                        + (MAX_ONE >> 20) + " MiB per file, " + (MAX_TOTAL >> 30)
                        + " GiB in total); use fewer or smaller images");
            }
            return content;
        }
    }
}
