package io.stoa.stanza;

import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A field of a data form (XEP-0004 §3.2). Immutable and thread-safe.
 *
 * @param name the {@code var} attribute, "" for a {@link FieldType#FIXED} field without one
 * @param type what it holds; a submission need not say, then it is {@link FieldType#TEXT_SINGLE}
 * @param label what people see, "" for none
 * @param description more for people, "" for none
 * @param required whether it has to be filled in
 * @param values the values
 * @param options what can be chosen
 * @param range which whole numbers fit (XEP-0122), if only such do
 */
public record FormField(
        String name,
        FieldType type,
        String label,
        String description,
        boolean required,
        List<String> values,
        List<Option> options,
        Optional<Range> range) {

    private static final String VALIDATE = "http://jabber.org/protocol/xdata-validate";

    /** Copies the lists. */
    public FormField {
        values = List.copyOf(values);
        options = List.copyOf(options);
    }

    /**
     * One of the options of a list.
     *
     * @param label what people see, "" for none
     * @param value the value
     */
    public record Option(String label, String value) {}

    /**
     * Whole numbers.
     *
     * @param least the least
     * @param most the most
     */
    public record Range(long least, long most) {}

    /** Makes a field without label and options. */
    public static FormField of(FieldType type, String name, String... values) {
        return new FormField(
                name, type, "", "", false, List.of(values), List.of(), Optional.empty());
    }

    /** Returns this field with a label. */
    public FormField labelled(String text) {
        return new FormField(name, type, text, description, required, values, options, range);
    }

    /** Returns this field with a description. */
    public FormField described(String text) {
        return new FormField(name, type, label, text, required, values, options, range);
    }

    /** Returns this field, required or not. */
    public FormField required(boolean must) {
        return new FormField(name, type, label, description, must, values, options, range);
    }

    /** Returns this field with other values. */
    public FormField holding(List<String> others) {
        return new FormField(name, type, label, description, required, others, options, range);
    }

    /** Returns this field with another option at the end. */
    public FormField option(String text, String value) {
        List<Option> more = new ArrayList<>(options);
        more.add(new Option(text, value));
        return new FormField(name, type, label, description, required, values, more, range);
    }

    /** Returns this field for whole numbers within a range; that is told, not enforced. */
    public FormField integer(long least, long most) {
        return new FormField(
                name,
                type,
                label,
                description,
                required,
                values,
                options,
                Optional.of(new Range(least, most)));
    }

    /** Returns the first value, "" for none. */
    public String value() {
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** Tells whether a {@link FieldType#BOOLEAN} field says yes: {@code true} or {@code 1}. */
    public boolean flag() {
        return value().equals("true") || value().equals("1");
    }

    /** Reads a {@code <field/>}. */
    static FormField read(Element field) {
        return new FormField(
                field.attribute("var"),
                FieldType.of(field.attribute("type")),
                field.attribute("label"),
                field.child(DataForm.NAMESPACE, "desc").map(Element::text).orElse(""),
                field.child(DataForm.NAMESPACE, "required").isPresent(),
                field.elements(DataForm.NAMESPACE, "value").map(Element::text).toList(),
                field.elements(DataForm.NAMESPACE, "option").map(FormField::option).toList(),
                Optional.empty());
    }

    private static Option option(Element option) {
        return new Option(
                option.attribute("label"),
                option.child(DataForm.NAMESPACE, "value").map(Element::text).orElse(""));
    }

    /**
     * Writes a {@code <field/>}.
     *
     * @param typed whether the type is told; a hidden field always tells it
     */
    Element element(boolean typed) {
        List<Element> children = new ArrayList<>();
        if (!description.isEmpty()) {
            children.add(child("desc", description));
        }
        if (required) {
            children.add(Element.of(DataForm.NAMESPACE, "required"));
        }
        range.ifPresent(it -> children.add(element(it)));
        values.forEach(value -> children.add(child("value", value)));
        options.forEach(option -> children.add(element(option)));
        Element field = Element.of(DataForm.NAMESPACE, "field", List.of(), children);
        if (!name.isEmpty()) {
            field = field.with("var", name);
        }
        if (typed || type == FieldType.HIDDEN) {
            field = field.with("type", type.wire());
        }
        return label.isEmpty() ? field : field.with("label", label);
    }

    /** XEP-0122 §3.2.3. */
    private static Element element(Range range) {
        return Element.of(
                        VALIDATE,
                        "validate",
                        Element.of(VALIDATE, "range")
                                .with("min", Long.toString(range.least()))
                                .with("max", Long.toString(range.most())))
                .with("datatype", "xs:integer");
    }

    private static Element element(Option option) {
        Element element = Element.of(DataForm.NAMESPACE, "option", child("value", option.value()));
        return option.label().isEmpty() ? element : element.with("label", option.label());
    }

    private static Element child(String local, String text) {
        return text.isEmpty()
                ? Element.of(DataForm.NAMESPACE, local)
                : Element.of(DataForm.NAMESPACE, local, new Text(text));
    }
}
