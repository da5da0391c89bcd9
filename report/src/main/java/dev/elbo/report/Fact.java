package dev.elbo.report;

/** A key number, its name and its meaning: one tile of the page. */
public record Fact(String name, String value, String explanation) {}
