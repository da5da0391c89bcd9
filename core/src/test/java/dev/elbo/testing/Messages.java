package dev.elbo.testing;

import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import java.util.List;

/** Adds the sentences of a run to a list. */
public record Messages(List<String> texts) implements RunListener {
    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.Noted noted) {
            texts.add(noted.text());
        } else if (event instanceof RunEvent.Warned warned) {
            texts.add(warned.text());
        }
    }
}
