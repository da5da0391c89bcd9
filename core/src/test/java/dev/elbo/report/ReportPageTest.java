package dev.elbo.report;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final Path FOLDER = Path.of("target", "report-demo");

    @Test
    void a_full_page_and_its_figures_are_written() throws Exception {
        Files.createDirectories(FOLDER);
        DemoPage.page().write(FOLDER.resolve("report.html"));
        DemoPage.figures().forEach((name, figure) -> {
            figure.writePng(FOLDER.resolve(name + ".png"));
            AtomicFiles.writeString(FOLDER.resolve(name + ".svg"), figure.svg());
        });
    }
}
