/** The servers that are compared, each started with an equivalent configuration. */
@NullMarked
package io.stoa.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
