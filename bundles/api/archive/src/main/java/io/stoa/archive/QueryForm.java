package io.stoa.archive;

import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.DateTime;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The filters of a query (XEP-0313 §4.1), as clients submit them. Immutable.
 *
 * @param with to or from this address (§4.1.1)
 * @param start not before (§4.1.2)
 * @param end not after
 * @param afterId only what follows this message (§4.1.3)
 * @param beforeId only what precedes it
 * @param ids only these messages
 */
public record QueryForm(
        Optional<Jid> with,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<String> afterId,
        Optional<String> beforeId,
        List<String> ids) {

    private static final String VALIDATE = "http://jabber.org/protocol/xdata-validate";

    private static final Set<String> FIELDS =
            Set.of(
                    DataForm.FORM_TYPE,
                    "with",
                    "start",
                    "end",
                    "after-id",
                    "before-id",
                    "ids",
                    "include-groupchat");

    private static final QueryForm EVERYTHING =
            new QueryForm(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    /** Copies the list. */
    public QueryForm {
        ids = List.copyOf(ids);
    }

    /** Returns the empty form, for clients that ask what they can ask (§4.1.5). */
    static Element blank() {
        DataForm form = DataForm.of(FormType.FORM, ArchiveQuery.NAMESPACE);
        for (FormField field :
                List.of(
                        FormField.of(FieldType.JID_SINGLE, "with"),
                        FormField.of(FieldType.TEXT_SINGLE, "start"),
                        FormField.of(FieldType.TEXT_SINGLE, "end"),
                        FormField.of(FieldType.TEXT_SINGLE, "before-id"),
                        FormField.of(FieldType.TEXT_SINGLE, "after-id"),
                        FormField.of(FieldType.LIST_MULTI, "ids"),
                        FormField.of(FieldType.BOOLEAN, "include-groupchat"))) {
            form = form.with(field);
        }
        Element x = form.element();
        return x.withChildren(x.elements().map(QueryForm::opened).toList());
    }

    /** §4.1.5: the list of ids is open, for all there are would be too many (XEP-0122). */
    private static Element opened(Element field) {
        return field.attribute("var").equals("ids")
                ? field.with(
                        Element.of(VALIDATE, "validate", Element.of(VALIDATE, "open"))
                                .with("datatype", "xs:string"))
                : field;
    }

    /**
     * Reads the form in a query; without one everything is meant.
     *
     * @throws StanzaException with {@code feature-not-implemented} for an unknown field (§4.1.5),
     *     {@code bad-request} and {@code jid-malformed} for values that are none
     */
    static QueryForm in(Element query) {
        return DataForm.in(query).map(QueryForm::from).orElse(EVERYTHING);
    }

    private static QueryForm from(DataForm form) {
        if (form.type() != FormType.SUBMIT || !form.formType().equals(ArchiveQuery.NAMESPACE)) {
            throw bad("not a form of type submit whose FORM_TYPE is " + ArchiveQuery.NAMESPACE);
        }
        form.fields().stream()
                .map(FormField::name)
                .filter(name -> !name.isEmpty() && !FIELDS.contains(name))
                .findFirst()
                .ifPresent(QueryForm::refuse);
        return new QueryForm(
                text(form, "with").map(QueryForm::jid),
                text(form, "start").map(QueryForm::moment),
                text(form, "end").map(QueryForm::moment),
                text(form, "after-id"),
                text(form, "before-id"),
                form.values("ids").stream().filter(id -> !id.isEmpty()).distinct().toList());
    }

    private static void refuse(String name) {
        throw new StanzaException(
                StanzaError.of(
                        Condition.FEATURE_NOT_IMPLEMENTED, "there is no field “" + name + "”"));
    }

    /** A field without a value is as good as none (XEP-0004 §3.6). */
    private static Optional<String> text(DataForm form, String name) {
        return Stream.of(form.value(name)).filter(value -> !value.isEmpty()).findFirst();
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (JidException malformed) {
            throw new StanzaException(
                    StanzaError.of(Condition.JID_MALFORMED, "“" + text + "” is no address"));
        }
    }

    private static Instant moment(String text) {
        return DateTime.read(text).orElseThrow(() -> bad("“" + text + "” is no DateTime"));
    }

    private static StanzaException bad(String why) {
        return new StanzaException(StanzaError.of(Condition.BAD_REQUEST, why));
    }
}
