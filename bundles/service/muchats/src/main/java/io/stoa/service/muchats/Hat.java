package io.stoa.service.muchats;

import io.stoa.xml.Element;

/**
 * A hat (XEP-0317 §3.1). Immutable.
 *
 * @param uri what tells it from others
 * @param title what people see
 * @param hue the angle of its colour (XEP-0392 §5.1), or ""
 */
record Hat(String uri, String title, String hue) {

    /** The namespace. */
    static final String NAMESPACE = "urn:xmpp:hats:0";

    private static final String NO_HUE = "-";

    /** Reads a value that {@link #value} has written. */
    static Hat of(String value) {
        String[] parts = value.split(" ", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("“" + value + "” is no hat");
        }
        return new Hat(parts[0], parts[2], parts[1].equals(NO_HUE) ? "" : parts[1]);
    }

    /** Writes it as a value of a room's configuration: an URI has no spaces. */
    String value() {
        return uri + " " + (hue.isEmpty() ? NO_HUE : hue) + " " + title;
    }

    /** Returns it as an occupant wears it. */
    Element element() {
        Element hat = Element.of(NAMESPACE, "hat").with("title", title).with("uri", uri);
        return hue.isEmpty() ? hat : hat.with("hue", hue);
    }
}
