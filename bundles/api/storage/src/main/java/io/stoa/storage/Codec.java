package io.stoa.storage;

import io.stoa.xml.Element;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Turns values into elements and back.
 *
 * @param write writes the current version
 * @param read reads an element of the version given, this or an older one
 * @param <V> the type of the values
 */
public record Codec<V>(Function<V, Element> write, BiFunction<Element, Integer, V> read) {}
