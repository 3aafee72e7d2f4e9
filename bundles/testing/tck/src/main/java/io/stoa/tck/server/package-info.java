/** The server under test, seen from outside: its control socket, its process, its clients. */
@NullMarked
package io.stoa.tck.server;

import org.jspecify.annotations.NullMarked;
