/** {@code deploy/}: what is put there runs, what is taken away is gone. */
@NullMarked
package io.stoa.core.lifecycle.deploy;

import org.jspecify.annotations.NullMarked;
