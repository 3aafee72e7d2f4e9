package io.stoa.storage.jdbc.database;

import java.sql.SQLException;
import java.util.function.Supplier;

/** Something to be written, in one transaction with what others write. */
@FunctionalInterface
public interface Write<T> {

    /**
     * Adds the changes to a batch. It may be called again with another batch, when the first could
     * not be committed.
     *
     * @return what to tell the writer once the changes are made
     */
    Supplier<T> addTo(Batch batch) throws SQLException;
}
