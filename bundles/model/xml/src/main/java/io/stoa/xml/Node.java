package io.stoa.xml;

/** A child of an element: an element, or text. Immutable and thread-safe. */
public sealed interface Node permits Element, Text {}
