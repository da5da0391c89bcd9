package dev.elbo.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.elbo.data.DataException;
import dev.elbo.io.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
    @TempDir
    Path dir;

    private final byte[] content = new byte[50_000];
    private final List<String> ranges = new CopyOnWriteArrayList<>(); // "" for a request of the whole file
    private HttpServer server;
    private volatile int breaks; // number of requests that break off half-way
    private volatile boolean knowsRanges = true;
    private volatile byte[] served = content;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .orElse("");
        ranges.add(range);
        int from = range.isEmpty() || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= served.length) {
            exchange.getResponseHeaders().add("Content-Range", "bytes */" + served.length);
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        int length = served.length - from;
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (served.length - 1) + "/" + served.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, length);
        if (breaks > 0) {
            breaks--;
            exchange.getResponseBody().write(served, from, length / 2);
            exchange.getResponseBody().flush();
        } else {
            exchange.getResponseBody().write(served, from, length);
        }
        exchange.close();
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private static String sha256(byte[] bytes) throws IOException {
        return Sha256.of(new ByteArrayInputStream(bytes));
    }

    private static byte[] gzip(byte[] bytes, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(name.equals("best") ? 9 : 0);
            }
        }) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void a_file_is_stored_under_its_name_and_nothing_else_remains() throws IOException {
        Path target = dir.resolve("new/folder/file.bin");
        new Downloader(false).fetch(uri("/file"), target, sha256(content));
        assertThat(target).hasBinaryContent(content);
        assertThat(target.getParent().toFile().list()).containsExactly("file.bin");
    }

    @Test
    void an_existing_file_is_not_downloaded_again() throws IOException {
        Path target = Files.writeString(dir.resolve("file.bin"), "mine");
        new Downloader(false).fetch(uri("/file"), target, sha256(content));
        assertThat(target).hasContent("mine");
        assertThat(ranges).isEmpty();
    }

    @Test
    void a_partial_download_is_continued() throws IOException {
        Path target = dir.resolve("file.bin");
        Files.write(dir.resolve("file.bin.part"), Arrays.copyOf(content, 20_000));
        new Downloader(false).fetch(uri("/file"), target, sha256(content));
        assertThat(target).hasBinaryContent(content);
        assertThat(ranges).containsExactly("bytes=20000-");
    }

    @Test
    void a_broken_connection_is_resumed() throws IOException {
        breaks = 2;
        Path target = dir.resolve("file.bin");
        new Downloader(false).fetch(uri("/file"), target, sha256(content));
        assertThat(target).hasBinaryContent(content);
        assertThat(ranges).hasSize(3);
    }

    @Test
    void repeated_connection_failures_end_the_download_but_keep_the_part() {
        breaks = 100;
        Path target = dir.resolve("file.bin");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Downloader(false).fetch(uri("/file"), target, sha256(content)))
                .withMessageStartingWith("downloading " + uri("/file") + " to " + target + " failed (")
                .withMessageEndingWith("); try again");
        assertThat(target).doesNotExist();
        assertThat(ranges).hasSize(3);
    }

    @Test
    void a_complete_part_requests_no_more_bytes() throws IOException {
        Path target = dir.resolve("file.bin");
        Files.write(dir.resolve("file.bin.part"), content);
        new Downloader(false).fetch(uri("/file"), target, sha256(content));
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void a_server_that_cannot_resume_starts_over() throws IOException {
        knowsRanges = false;
        Path target = dir.resolve("file.bin");
        Files.write(dir.resolve("file.bin.part"), new byte[100]);
        new Downloader(false).fetch(uri("/file"), target, sha256(content));
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void a_part_of_another_version_is_discarded() throws IOException {
        for (int stale : new int[] {100, 60_000}) { // shorter and longer than the file
            Path target = dir.resolve("file" + stale);
            Files.write(dir.resolve("file" + stale + ".part"), new byte[stale]);
            new Downloader(false).fetch(uri("/file"), target, sha256(content));
            assertThat(target).hasBinaryContent(content);
        }
    }

    @Test
    void a_wrong_checksum_is_rejected_and_nothing_remains() throws IOException {
        Path target = dir.resolve("file.bin");
        String expected = "0".repeat(64);
        String found = sha256(content);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Downloader(false).fetch(uri("/file"), target, expected))
                .withMessage("the content of " + uri("/file") + " has SHA-256 " + found + " instead of " + expected
                        + " and was discarded; try again or use another copy");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void a_gzip_file_is_verified_by_its_content() throws IOException {
        for (String level : new String[] {"best", "none"}) {
            served = gzip(content, level);
            Path target = dir.resolve(level + ".gz");
            new Downloader(false).fetch(uri("/file"), target, sha256(content));
            assertThat(target).hasBinaryContent(served);
        }
    }

    @Test
    void a_web_page_instead_of_a_gzip_file_is_rejected() {
        Path target = dir.resolve("file.gz");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Downloader(false).fetch(uri("/file"), target, sha256(content)))
                .withMessageContaining("of unreadable content instead of");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void a_missing_page_is_reported_with_its_status() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Downloader(false).fetch(uri("/none"), dir.resolve("f"), "00"))
                .withMessage("the server answered 404 to " + uri("/none") + "; try again later");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void offline_no_request_is_made() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Downloader(true).fetch(uri("/file"), dir.resolve("f"), "00"))
                .withMessage("downloads are disabled, so " + uri("/file") + " was not fetched; enable downloads");
        assertThat(ranges).isEmpty();
    }

    @Test
    void an_unreachable_server_is_reported_in_one_sentence() {
        URI gone = uri("/file");
        server.stop(0);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Downloader(false).fetch(gone, dir.resolve("f"), "00"))
                .withMessageStartingWith(
                        "downloading " + gone + " to " + dir.resolve("f") + " failed (ConnectException");
    }

    @Test
    void a_missing_set_is_downloaded_into_its_folder() throws IOException {
        KnownData.File file =
                new KnownData.File("file.bin", Optional.of(uri("/file")), sha256(content), ContentHash.FILE);
        KnownData set = new KnownData("toy", "a toy", List.of(file));
        DataDirectories where = new DataDirectories(List.of(dir.resolve("a")), dir.resolve("cache"));
        Path found = new KnownFiles(set, where, new Downloader(false)).locate(file);
        assertThat(found).isEqualTo(dir.resolve("cache/toy/file.bin")).hasBinaryContent(content);
        assertThat(new KnownFiles(set, where, new Downloader(true)).locate(file))
                .isEqualTo(found);
    }
}
