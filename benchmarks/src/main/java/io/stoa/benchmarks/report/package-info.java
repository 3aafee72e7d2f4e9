/** What a comparison writes: every run, JSON, Markdown, SVG. */
@NullMarked
package io.stoa.benchmarks.report;

import org.jspecify.annotations.NullMarked;
