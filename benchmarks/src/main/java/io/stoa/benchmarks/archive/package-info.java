/** How long pages of a small and of a large archive take. */
@NullMarked
package io.stoa.benchmarks.archive;

import org.jspecify.annotations.NullMarked;
