/** Connections of the load engine: sockets, TLS, the cutting of stanzas, and logging in. */
@NullMarked
package io.stoa.load.wire;

import org.jspecify.annotations.NullMarked;
