/** Keys and certificates for tests. */
@NullMarked
package io.stoa.testkit.tls;

import org.jspecify.annotations.NullMarked;
