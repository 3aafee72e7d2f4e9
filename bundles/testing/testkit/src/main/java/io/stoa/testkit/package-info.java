/** Fakes, and the whole path in one JVM, for the tests of features. */
@NullMarked
package io.stoa.testkit;

import org.jspecify.annotations.NullMarked;
