package io.stoa.storage.jdbc;

import io.stoa.contracts.StorageUnderTest;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Writes until it is killed, and acknowledges each round with the id of its log entry. */
final class CrashWriter {

    static final StoreSpec<String> DOCUMENTS = StorageUnderTest.texts("crash-documents", 1);
    static final StoreSpec<String> ITEMS = StorageUnderTest.texts("crash-items", 1);
    static final StoreSpec<String> LOG = StorageUnderTest.texts("crash-log", 1);

    private CrashWriter() {}

    public static void main(String[] arguments) throws IOException {
        Storage storage = new JdbcStorage(Opened.settings(Path.of(arguments[0])));
        Documents<String> documents = storage.documents(DOCUMENTS);
        Items<String> items = storage.items(ITEMS);
        Log<String> log = storage.log(LOG);
        try (OutputStream acknowledgements = new FileOutputStream(FileDescriptor.out)) {
            for (int i = 0; ; i++) {
                String number = "" + i;
                documents.update(StorageUnderTest.JULIET, present -> Optional.of(number));
                items.put(StorageUnderTest.JULIET, "item " + i, "value " + i);
                String id =
                        log.append(
                                StorageUnderTest.JULIET,
                                Instant.now(),
                                StorageUnderTest.ROMEO,
                                "entry " + i);
                acknowledgements.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
