/** External components (XEP-0114) for tests. */
@NullMarked
package io.stoa.testkit.component;

import org.jspecify.annotations.NullMarked;
