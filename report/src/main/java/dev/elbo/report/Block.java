package dev.elbo.report;

import java.util.List;

/** A piece of a {@link ReportPage}, in reading order. */
public sealed interface Block {
    /** A paragraph; plain text. */
    record Text(String paragraph) implements Block {}

    /** Starts a section and appears in the table of contents. */
    record Heading(String text) implements Block {}

    /** Tiles with big numbers. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** A figure and a caption, which may be empty. */
    record FigureBlock(Figure figure, String caption) implements Block {}

    /** A table with its title and note. */
    record TableBlock(Table table) implements Block {}

    /** A warning that the reader must not miss. */
    record Warning(String text) implements Block {}

    /** A command or a file, verbatim. */
    record Code(String text) implements Block {}
}
