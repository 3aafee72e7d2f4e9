/** Keeps everything in a relational database: one pool, three table layouts, prepared SQL only. */
@NullMarked
package io.stoa.storage.jdbc;

import org.jspecify.annotations.NullMarked;
