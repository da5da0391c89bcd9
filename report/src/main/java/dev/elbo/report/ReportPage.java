package dev.elbo.report;

import java.util.List;

/** One self-contained page: its style, figures and tables are inside, nothing is loaded from elsewhere. */
public record ReportPage(String title, String subtitle, List<Block> blocks, String footer) {
    public ReportPage {
        blocks = List.copyOf(blocks);
    }

    /** The whole document. */
    public String html() {
        return PageHtml.document(this);
    }
}
