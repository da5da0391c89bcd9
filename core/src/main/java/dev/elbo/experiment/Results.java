package dev.elbo.experiment;

/** Results as text for other programs. */
public final class Results {
    private Results() {}

    /** One JSON object. */
    public static String json(Object result) {
        return Json.pretty(result).strip();
    }
}
