package dev.elbo.bench;

import dev.elbo.bench.Results.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as a page of Markdown. */
record Page(Results results, List<Peer> peers, List<Work> works, List<String> preamble) {

    String markdown() {
        String text = "# Side by side\n\n- " + String.join("\n- ", preamble) + "\n\n" + programs() + "\n## Time\n\n"
                + "Milliseconds: median over rounds (smallest to largest round), each round by its own median. Other"
                + " programs: their time, then × their time divided by Elbo's in the same round. Products alone: then"
                + " the fastest arrangement, workers × threads inside products.\n\n"
                + table(columns(false), works, this::timeCell)
                + passes()
                + otherConditions()
                + "\n## Peak resident memory, MiB\n\n"
                + table(columns(false), works, this::memoryCell);
        return text + skipped();
    }

    private String programs() {
        return "| program | engine | workers × threads inside operations | BLAS |\n|---|---|---|---|\n"
                + peers.stream()
                        .map(peer -> "| " + peer.title() + " | " + distinct(peer, Measurement::engine) + " | "
                                + distinct(
                                        peer,
                                        m -> m.threads() == 0
                                                ? ""
                                                : m.arrangement().toString()) + " | "
                                + distinct(peer, Measurement::blas) + " |\n")
                        .collect(Collectors.joining());
    }

    private String distinct(Peer peer, java.util.function.Function<Measurement, String> what) {
        return results.of(peer).stream()
                .map(what)
                .filter(word -> !word.isEmpty() && !word.equals("0"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @FunctionalInterface
    private interface Cell {
        String of(Peer peer, Work work);
    }

    /** The programs measured under the conditions of the comparison, or those under others. */
    private List<Peer> columns(boolean otherConditions) {
        return peers.stream()
                .filter(peer -> peer.otherConditions() == otherConditions)
                .toList();
    }

    private String otherConditions() {
        List<Peer> others = columns(true);
        List<Work> theirs = works.stream()
                .filter(work -> others.stream().anyMatch(peer -> peer.does(work)))
                .toList();
        return others.isEmpty() || theirs.isEmpty()
                ? ""
                : "\n## Time under other conditions\n\n"
                        + "Plain JVM: without the launcher's environment and options. Busy machine: beside a busy loop"
                        + " for each core. Elbo: its time, then × its time divided by that above. PyTorch: then × its"
                        + " time divided by Elbo's on the busy machine.\n\n"
                        + table(others, theirs, this::timeCell);
    }

    private static String table(List<Peer> columns, List<Work> lines, Cell cell) {
        String head = "| task | unit | " + columns.stream().map(Peer::title).collect(Collectors.joining(" | "))
                + " |\n|---|---|" + "---:|".repeat(columns.size()) + "\n";
        return head
                + lines.stream()
                        .map(work -> "| " + work.description() + " | " + work.unit() + " | "
                                + columns.stream()
                                        .map(peer -> cell.of(peer, work))
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private String timeCell(Peer peer, Work work) {
        Optional<Spread> time = results.time(peer, work);
        if (time.isEmpty()) {
            return "–";
        }
        if (peer == Peer.ELBO) {
            return spread(time.get());
        }
        String remark = switch (peer) {
            case DL4J -> " (ReLU: half the arithmetic)";
            case FLOOR ->
                results.arrangements(peer, work).stream()
                        .map(Arrangement::toString)
                        .collect(Collectors.joining(", ", "; ", ""));
            default -> "";
        };
        return number(time.get().median())
                + results.ratio(peer, work).map(ratio -> "; × " + spread(ratio)).orElse("")
                + remark;
    }

    private String memoryCell(Peer peer, Work work) {
        return results.memory(peer, work)
                .filter(mib -> mib > 0)
                .map(mib -> String.format(Locale.ROOT, "%.0f", mib))
                .orElse("–");
    }

    private String passes() {
        String lines = Stream.of(Peer.ELBO, Peer.TORCH, Peer.TORCH_TUNED)
                .flatMap(peer -> results.passOverSteps(peer).stream()
                        .map(ratio -> "- " + peer.title() + ": " + spread(ratio) + "\n"))
                .collect(Collectors.joining());
        return lines.isEmpty()
                ? ""
                : "\nTime of a training pass divided by that of as many training steps, VampPrior:\n\n" + lines;
    }

    private String skipped() {
        return works.stream()
                .flatMap(work -> results.skipped(work).stream()
                        .map(reason -> "\nNot measured: " + work.description() + ". " + reason + ".\n"))
                .collect(Collectors.joining());
    }

    private static String spread(Spread spread) {
        return number(spread.median()) + " (" + number(spread.min()) + "–" + number(spread.max()) + ")";
    }

    /** Three significant digits. */
    static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
