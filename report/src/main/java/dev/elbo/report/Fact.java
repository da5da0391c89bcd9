package dev.elbo.report;

/** A number that matters, what it is called and what it means: one tile of the page. */
public record Fact(String name, String value, String explanation) {}
