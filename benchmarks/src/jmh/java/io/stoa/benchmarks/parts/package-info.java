/** Benchmarks of the parts, by JMH: {@code benchmarks/parts}. */
@NullMarked
package io.stoa.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
