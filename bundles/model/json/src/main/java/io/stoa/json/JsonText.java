package io.stoa.json;

/**
 * A string. Immutable.
 *
 * @param value what it says
 */
public record JsonText(String value) implements Json {}
