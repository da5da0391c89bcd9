package dev.elbo.config.schema;

/**
 * One thing that is wrong with a setting.
 *
 * @param field the setting's key
 * @param message one sentence that begins with the key
 */
public record Fault(String field, String message) {}
