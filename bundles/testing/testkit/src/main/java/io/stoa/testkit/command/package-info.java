/** Administrative commands for tests, without a face. */
@NullMarked
package io.stoa.testkit.command;

import org.jspecify.annotations.NullMarked;
