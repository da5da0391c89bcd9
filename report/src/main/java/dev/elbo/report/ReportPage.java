package dev.elbo.report;

import java.util.List;

/** A self-contained page: style sheet, figures and tables are embedded, nothing is loaded from elsewhere. */
public record ReportPage(String title, String subtitle, List<Block> blocks, String footer) {
    public ReportPage {
        blocks = List.copyOf(blocks);
    }

    /** The whole document. */
    public String html() {
        return PageHtml.document(this);
    }
}
