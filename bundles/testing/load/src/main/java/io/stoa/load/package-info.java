/** A load engine: thousands of clients on few threads, every delivery checked. */
@NullMarked
package io.stoa.load;

import org.jspecify.annotations.NullMarked;
