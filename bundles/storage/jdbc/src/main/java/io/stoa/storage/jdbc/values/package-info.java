/** Values as rows hold them, and which stores and versions of values there are. */
@NullMarked
package io.stoa.storage.jdbc.values;

import org.jspecify.annotations.NullMarked;
