package io.stoa.service.muchats;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.muc.RoomView;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** The forms of XEP-0317 §3, to be filled in, read and shown. Stateless. */
final class HatForms {

    private static final String TYPE = "urn:xmpp:hats:commands";
    private static final String TITLE = "hats#title";
    private static final String URI_FIELD = "hats#uri";
    private static final String HUE = "hats#hue";
    private static final String JID = "hats#jid";
    private static final int LONGEST_URI = 512;
    private static final int LONGEST_TITLE = 128;
    private static final double CIRCLE = 360;

    private HatForms() {}

    /** What is to be filled in for a command. */
    static DataForm asking(HatCommand command, RoomView room) {
        DataForm form =
                DataForm.of(FormType.FORM, TYPE)
                        .titled(command.title())
                        .instructing(List.of("Fill out this form."));
        if (command == HatCommand.CREATE) {
            return form.with(text(TITLE, "Hat Title").required(true))
                    .with(text(URI_FIELD, "Hat URI").required(true))
                    .with(text(HUE, "Hat Hue"));
        }
        if (command != HatCommand.DESTROY) {
            form =
                    form.with(
                            FormField.of(FieldType.JID_SINGLE, JID)
                                    .labelled("User Address")
                                    .required(true));
        }
        FormField choice =
                FormField.of(FieldType.LIST_SINGLE, URI_FIELD).labelled("The hat").required(true);
        for (Hat hat : Wardrobe.hats(room)) {
            choice = choice.option(hat.title(), hat.uri());
        }
        return form.with(choice);
    }

    private static FormField text(String name, String label) {
        return FormField.of(FieldType.TEXT_SINGLE, name).labelled(label);
    }

    /** Reads what was filled in: a form may leave out what it is (XEP-0068 §3.1). */
    static void check(DataForm form) {
        if (!form.formType().isEmpty() && !form.formType().equals(TYPE)) {
            throw HatReplies.badPayload("the form is not one of " + TYPE);
        }
    }

    /** Reads a hat. */
    static Hat hat(DataForm form) {
        String title = form.value(TITLE).strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            throw HatReplies.badPayload(
                    TITLE + " has 1 to " + LONGEST_TITLE + " characters, and is missing or longer");
        }
        return new Hat(newUri(form), title.replaceAll("\\s", " "), hue(form));
    }

    private static String newUri(DataForm form) {
        String uri = uri(form);
        try {
            if (uri.length() <= LONGEST_URI && new URI(uri).isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException wrong) {
            throw HatReplies.badPayload(URI_FIELD + ": " + wrong.getMessage());
        }
        throw HatReplies.badPayload(
                URI_FIELD + " is an URI with a scheme and at most " + LONGEST_URI + " characters");
    }

    private static String hue(DataForm form) {
        String hue = form.value(HUE).strip();
        boolean angle =
                hue.matches("[0-9]{1,3}(\\.[0-9]{1,12})?") && Double.parseDouble(hue) <= CIRCLE;
        if (!hue.isEmpty() && !angle) {
            throw HatReplies.badPayload(HUE + " is an angle from 0 to 360, such as 327.255249");
        }
        return hue;
    }

    /** Reads which hat is meant. */
    static String uri(DataForm form) {
        String uri = form.value(URI_FIELD).strip();
        if (uri.isEmpty()) {
            throw HatReplies.badPayload(URI_FIELD + " is missing");
        }
        return uri;
    }

    /** Reads who is meant: a full address stands for its account. */
    static BareJid account(DataForm form) {
        try {
            BareJid account = Jid.parse(form.value(JID).strip()).bare();
            if (!account.local().isEmpty()) {
                return account;
            }
        } catch (JidException wrong) {
            throw HatReplies.badPayload(JID + ": " + wrong.getMessage());
        }
        throw HatReplies.badPayload(JID + " is the address of an account");
    }

    /** Shows the hats. */
    static DataForm hats(RoomView room) {
        return DataForm.of(FormType.RESULT)
                .titled(HatCommand.LIST.title())
                .table(
                        columns(TITLE, URI_FIELD, HUE),
                        Wardrobe.hats(room).stream()
                                .map(
                                        hat ->
                                                row(
                                                        TITLE,
                                                        hat.title(),
                                                        URI_FIELD,
                                                        hat.uri(),
                                                        HUE,
                                                        hat.hue()))
                                .toList());
    }

    /** Shows who wears what. */
    static DataForm assigned(RoomView room) {
        List<List<FormField>> rows = new ArrayList<>();
        for (BareJid account : Wardrobe.wearers(room)) {
            for (Hat hat : Wardrobe.worn(room, account)) {
                rows.add(
                        row(
                                JID,
                                account.toString(),
                                URI_FIELD,
                                hat.uri(),
                                TITLE,
                                hat.title(),
                                HUE,
                                hat.hue()));
            }
        }
        return DataForm.of(FormType.RESULT)
                .titled(HatCommand.LIST_ASSIGNED.title())
                .table(columns(JID, URI_FIELD, TITLE, HUE), rows);
    }

    private static List<FormField> columns(String... names) {
        List<FormField> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(FormField.of(FieldType.TEXT_SINGLE, name));
        }
        return columns;
    }

    private static List<FormField> row(String... pairs) {
        List<FormField> row = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.add(FormField.of(FieldType.TEXT_SINGLE, pairs[i], pairs[i + 1]));
        }
        return row;
    }
}
