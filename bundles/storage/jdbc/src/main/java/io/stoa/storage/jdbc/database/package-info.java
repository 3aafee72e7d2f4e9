/** The pool, transactions, prepared statements, the schema, and what differs between databases. */
@NullMarked
package io.stoa.storage.jdbc.database;

import org.jspecify.annotations.NullMarked;
