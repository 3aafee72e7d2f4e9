/** Benchmarks of the whole: scenarios, and the comparison with other servers. */
@NullMarked
package io.stoa.benchmarks;

import org.jspecify.annotations.NullMarked;
