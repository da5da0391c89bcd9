package dev.elbo.config.schema;

/**
 * What a setting is, for parsing and for help texts.
 *
 * @param heading the heading under which help texts list it
 * @param defaultText its value when none is given
 * @param form the syntax of its values, with bounds and units
 * @param help what it does, in one line for users
 */
public record Description(String heading, String defaultText, Form form, String help) {}
