/** What the servers are given to do, and what is measured of it. */
@NullMarked
package io.stoa.benchmarks.scenarios;

import org.jspecify.annotations.NullMarked;
