/** What every implementation of a port has to pass: JUnit tests to be inherited. */
@NullMarked
package io.stoa.contracts;

import org.jspecify.annotations.NullMarked;
