/** Accounts for tests. */
@NullMarked
package io.stoa.testkit.account;

import org.jspecify.annotations.NullMarked;
