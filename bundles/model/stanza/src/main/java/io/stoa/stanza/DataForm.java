package io.stoa.stanza;

import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data form (XEP-0004). Immutable and thread-safe.
 *
 * <pre>{@code
 * <x xmlns='jabber:x:data' type='submit'>
 *   <field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>
 *   <field var='with'><value>juliet@capulet.example</value></field>
 * </x>
 * }</pre>
 *
 * @param type what it is for
 * @param title what people see above it, "" for none
 * @param instructions what people are to do, a line each
 * @param fields the fields, FORM_TYPE (XEP-0068) among them
 * @param reported the columns of a table (§3.4)
 * @param items the rows of the table
 */
public record DataForm(
        FormType type,
        String title,
        List<String> instructions,
        List<FormField> fields,
        List<FormField> reported,
        List<List<FormField>> items) {

    /** The namespace. */
    public static final String NAMESPACE = "jabber:x:data";

    /** The field that says what the names of the others mean (XEP-0068 §3). */
    public static final String FORM_TYPE = "FORM_TYPE";

    /** Copies the lists. */
    public DataForm {
        instructions = List.copyOf(instructions);
        fields = List.copyOf(fields);
        reported = List.copyOf(reported);
        items = items.stream().map(List::copyOf).toList();
    }

    /** Makes an empty form. */
    public static DataForm of(FormType type) {
        return new DataForm(type, "", List.of(), List.of(), List.of(), List.of());
    }

    /** Makes a form whose fields are those of a FORM_TYPE. */
    public static DataForm of(FormType type, String formType) {
        return of(type).with(FormField.of(FieldType.HIDDEN, FORM_TYPE, formType));
    }

    /** Reads an {@code <x/>}. */
    public static DataForm read(Element x) {
        return new DataForm(
                FormType.of(x.attribute("type")),
                x.child(NAMESPACE, "title").map(Element::text).orElse(""),
                x.elements(NAMESPACE, "instructions").map(Element::text).toList(),
                fields(x),
                x.child(NAMESPACE, "reported").map(DataForm::fields).orElse(List.of()),
                x.elements(NAMESPACE, "item").map(DataForm::fields).toList());
    }

    /** Reads the first form among an element's children. */
    public static Optional<DataForm> in(Element parent) {
        return parent.child(NAMESPACE, "x").map(DataForm::read);
    }

    private static List<FormField> fields(Element parent) {
        return parent.elements(NAMESPACE, "field").map(FormField::read).toList();
    }

    /** Returns this form with a title. */
    public DataForm titled(String text) {
        return new DataForm(type, text, instructions, fields, reported, items);
    }

    /** Returns this form with instructions, a line each. */
    public DataForm instructing(List<String> lines) {
        return new DataForm(type, title, lines, fields, reported, items);
    }

    /** Returns this form with another field at the end. */
    public DataForm with(FormField field) {
        List<FormField> more = new ArrayList<>(fields);
        more.add(field);
        return new DataForm(type, title, instructions, more, reported, items);
    }

    /**
     * Returns this form with a table (§3.4), and without fields: beside a table there must be none.
     */
    public DataForm table(List<FormField> columns, List<List<FormField>> rows) {
        return new DataForm(type, title, instructions, List.of(), columns, rows);
    }

    /** Returns what the names of the fields mean (XEP-0068), "" when nothing is said. */
    public String formType() {
        return value(FORM_TYPE);
    }

    /** Finds a field. */
    public Optional<FormField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Returns the first value of a field, "" when there is none. */
    public String value(String name) {
        return field(name).map(FormField::value).orElse("");
    }

    /** Returns the values of a field. */
    public List<String> values(String name) {
        return field(name).map(FormField::values).orElse(List.of());
    }

    /** Writes the {@code <x/>}. A submission does not repeat the types of its fields (§3.2). */
    public Element element() {
        List<Element> children = new ArrayList<>();
        if (!title.isEmpty()) {
            children.add(Element.of(NAMESPACE, "title", new Text(title)));
        }
        instructions.forEach(
                line -> children.add(Element.of(NAMESPACE, "instructions", new Text(line))));
        boolean typed = type != FormType.SUBMIT;
        fields.forEach(field -> children.add(field.element(typed)));
        if (!reported.isEmpty()) {
            children.add(group("reported", reported, typed));
            items.forEach(item -> children.add(group("item", item, false)));
        }
        return Element.of(NAMESPACE, "x", List.of(), children).with("type", type.wire());
    }

    private static Element group(String local, List<FormField> members, boolean typed) {
        return Element.of(
                NAMESPACE,
                local,
                List.of(),
                members.stream().map(field -> field.element(typed)).toList());
    }
}
