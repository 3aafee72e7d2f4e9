package io.stoa.service.mucsearch;

import io.stoa.muc.PublicRoom;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.StanzaException;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody searches for (XEP-0433 §5.1). Immutable.
 *
 * @param words all of them have to be found; none for all rooms
 * @param inName whether in the name
 * @param inDescription whether in the description
 * @param inAddress whether in the address
 * @param rooms whether for rooms of this kind at all
 * @param order in which order
 */
record Wanted(
        List<String> words,
        boolean inName,
        boolean inDescription,
        boolean inAddress,
        boolean rooms,
        Order order) {

    static final String PARAMETERS = "urn:xmpp:channel-search:0:search-params";

    private static final String WORDS = "q";
    private static final String ALL = "all";
    private static final String NAME = "sinname";
    private static final String DESCRIPTION = "sindescription";
    private static final String ADDRESS = "sinaddress";

    /** The examples call it so, the table otherwise. */
    private static final String ADDRESS_TOO = "sinaddr";

    private static final String TYPES = "types";
    private static final String KEY = "key";
    private static final String MUC = "xep-0045";
    private static final int LONGEST = 200;
    private static final int MOST = 10;

    /** Copies the list. */
    Wanted {
        words = List.copyOf(words);
    }

    /**
     * The form to be filled in (§4.2.1), with everything that there is and what it is by itself.
     */
    static DataForm asking(boolean all) {
        DataForm form =
                DataForm.of(FormType.FORM, PARAMETERS)
                        .with(FormField.of(FieldType.TEXT_SINGLE, WORDS).labelled("Search for"));
        if (all) {
            form = form.with(flag(ALL, "Return all rooms, whatever is searched for", "0"));
        }
        FormField key =
                FormField.of(FieldType.LIST_SINGLE, KEY, Order.OCCUPANTS.wire())
                        .labelled("Sort results by");
        for (Order order : Order.values()) {
            key = key.option(order.label(), order.wire());
        }
        return form.with(flag(NAME, "Search in name", "1"))
                .with(flag(DESCRIPTION, "Search in description", "1"))
                .with(flag(ADDRESS, "Search in address", "1"))
                .with(
                        FormField.of(FieldType.LIST_MULTI, TYPES, MUC)
                                .labelled("Kinds of rooms")
                                .option("Multi-user chat (XEP-0045)", MUC))
                .with(key);
    }

    private static FormField flag(String name, String label, String value) {
        return FormField.of(FieldType.BOOLEAN, name, value).labelled(label);
    }

    /**
     * Reads what was filled in; what is missing is as the form has it (§5).
     *
     * @param mayAll whether everybody may have all rooms
     * @throws StanzaException with the error of §4.2.2 that it deserves
     */
    static Wanted of(DataForm form, boolean mayAll) {
        Order order = form.field(KEY).isEmpty() ? Order.OCCUPANTS : Order.of(form.value(KEY));
        boolean all = all(form, mayAll);
        Wanted wanted =
                new Wanted(
                        all ? List.of() : words(form.value(WORDS)),
                        says(form, NAME, true),
                        says(form, DESCRIPTION, true),
                        says(form, ADDRESS, says(form, ADDRESS_TOO, true)),
                        form.field(TYPES).isEmpty() || form.values(TYPES).contains(MUC),
                        order);
        if (!all && !wanted.somewhere()) {
            throw Refused.conflicting("nothing to search in", NAME, DESCRIPTION, ADDRESS);
        }
        return wanted;
    }

    private static boolean all(DataForm form, boolean mayAll) {
        boolean all = says(form, ALL, false);
        if (all && !form.value(WORDS).isEmpty()) {
            throw Refused.conflicting("either all rooms or a search", ALL, WORDS);
        }
        if (all && !mayAll) {
            throw Refused.everything();
        }
        if (!all && form.field(WORDS).isEmpty()) {
            throw Refused.nothing();
        }
        return all;
    }

    private boolean somewhere() {
        return inName || inDescription || inAddress;
    }

    private static boolean says(DataForm form, String name, boolean otherwise) {
        return form.field(name)
                .filter(it -> !it.value().isEmpty())
                .map(FormField::flag)
                .orElse(otherwise);
    }

    private static List<String> words(String text) {
        List<String> words =
                Stream.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1))
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .toList();
        if (words.isEmpty() || words.size() > MOST || text.length() > LONGEST) {
            throw Refused.words(
                    "one to %d words with at most %d characters".formatted(MOST, LONGEST));
        }
        return words;
    }

    /** Tells whether a room is such. */
    boolean fits(PublicRoom room) {
        List<String> places = rooms && !words.isEmpty() ? places(room) : List.of();
        return rooms
                && words.stream()
                        .allMatch(word -> places.stream().anyMatch(it -> it.contains(word)));
    }

    private List<String> places(PublicRoom room) {
        return Stream.of(
                        Optional.of(room.name()).filter(it -> inName),
                        Optional.of(room.description()).filter(it -> inDescription),
                        Optional.of(room.address().toString()).filter(it -> inAddress))
                .flatMap(Optional::stream)
                .map(it -> it.toLowerCase(Locale.ROOT))
                .toList();
    }
}
