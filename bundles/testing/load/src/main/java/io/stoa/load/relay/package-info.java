/** The floor under every server: bytes from one socket to another. */
@NullMarked
package io.stoa.load.relay;

import org.jspecify.annotations.NullMarked;
