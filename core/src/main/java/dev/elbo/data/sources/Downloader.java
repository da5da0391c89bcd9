package dev.elbo.data.sources;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Downloads a file once: to {@code NAME.part} in the same directory, resumed after interruptions, verified, then
 * renamed. A file under its final name is therefore complete and correct.
 */
public final class Downloader {
    private static final int ATTEMPTS = 3;
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final boolean offline;
    private final HttpClient client;

    /** With a client that follows redirects and has a connection timeout of 20 seconds. */
    public Downloader(boolean offline) {
        this(
                offline,
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build());
    }

    /** With the given client. */
    public Downloader(boolean offline, HttpClient client) {
        this.offline = offline;
        this.client = client;
    }

    /** Verifies the decompressed bytes if the name of the target ends in ".gz", otherwise the file itself. */
    public void fetch(URI uri, Path target, String sha256) {
        fetch(uri, target, sha256, ContentHash.byName(target));
    }

    /**
     * Does nothing if the target exists.
     *
     * @param sha256 64 hex digits that the content must match
     * @throws DataException if this downloader is offline, the server refuses, the connection breaks three times (what
     *     was received is kept and continued next time), the content does not match, or the disk cannot be written
     */
    public void fetch(URI uri, Path target, String sha256, ContentHash content) {
        if (Files.exists(target)) {
            return;
        }
        if (offline) {
            throw new DataException("downloads are disabled, so " + uri + " was not fetched; enable downloads");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            boolean resumed = Files.exists(part) && Files.size(part) > 0;
            String found = receiveAll(uri, part, content);
            if (!found.equalsIgnoreCase(sha256) && resumed) { // the old part may belong to another version
                Files.delete(part);
                found = receiveAll(uri, part, content);
            }
            if (!found.equalsIgnoreCase(sha256)) {
                Files.delete(part);
                throw new DataException("the content of " + uri + " has SHA-256 " + found + " instead of " + sha256
                        + " and was discarded; try again or use another copy");
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DataException(
                    "downloading " + uri + " to " + target + " failed (" + reason(e) + "); try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("downloading " + uri + " was interrupted; try again", e);
        }
    }

    private String receiveAll(URI uri, Path part, ContentHash content) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                receive(uri, part);
                break;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
        try {
            return content.of(part);
        } catch (IOException | DataException e) {
            return "of unreadable content";
        }
    }

    /** One request; appends the missing bytes to the part. */
    private void receive(URI uri, Path part) throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(RESPONSE_TIMEOUT);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            String range = response.headers().firstValue("Content-Range").orElse("");
            boolean continues = status == PARTIAL && range.startsWith("bytes " + have + "-");
            if (status == RANGE_NOT_SATISFIABLE && range.equals("bytes */" + have)) {
                return; // already complete
            }
            if (status == RANGE_NOT_SATISFIABLE || (status == PARTIAL && !continues)) {
                Files.delete(part);
                throw new IOException("the server does not resume at byte " + have);
            }
            if (status != OK && status != PARTIAL) {
                throw new DataException("the server answered " + status + " to " + uri + "; try again later");
            }
            StandardOpenOption mode = continues ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
            try (OutputStream out =
                    Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
                body.transferTo(out);
            }
        }
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName();
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }
}
