/** What a comparison prints: JSON, Markdown, SVG. */
@NullMarked
package io.stoa.benchmarks.report;

import org.jspecify.annotations.NullMarked;
