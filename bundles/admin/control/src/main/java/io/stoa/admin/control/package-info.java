/**
 * The control socket, by which the command line reaches a running server, the first start, and the
 * word that the server is ready.
 */
@NullMarked
package io.stoa.admin.control;

import org.jspecify.annotations.NullMarked;
