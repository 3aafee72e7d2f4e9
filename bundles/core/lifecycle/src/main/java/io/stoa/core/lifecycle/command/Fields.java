package io.stoa.core.lifecycle.command;

import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.core.lifecycle.feature.FeatureException;

import java.util.function.Supplier;

/** What the verbs have in common. Stateless. */
final class Fields {

    static final Field NAME = new Field("name", "the feature's name", Field.Kind.TEXT, true);
    static final Field FILE =
            new Field(
                    "file",
                    "a bundle's .jar, a feature's .json or its .zip, as a path that the server"
                            + " sees",
                    Field.Kind.TEXT,
                    true);
    static final Field UPDATE =
            new Field("file", "the new version; else a fresh start", Field.Kind.TEXT, false);
    static final Field NUMBER =
            new Field("number", "a change's number; else the last", Field.Kind.TEXT, false);
    static final Field DOMAIN =
            new Field("domain", "the one domain it is about; else all", Field.Kind.TEXT, false);
    static final Field CASCADE =
            new Field(
                    "cascade",
                    "stop dependents, or start what is required, as well",
                    Field.Kind.FLAG,
                    false);
    static final Field DOWNGRADE =
            new Field(
                    "downgrade",
                    "let an older version replace a newer one",
                    Field.Kind.FLAG,
                    false);

    private Fields() {}

    /** Turns complaints into those of commands. */
    static <T> T told(Supplier<T> step) {
        try {
            return step.get();
        } catch (FeatureException refused) {
            throw new AdminException(refused.getMessage());
        }
    }
}
