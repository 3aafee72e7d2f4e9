package io.stoa.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.xml.Element;
import io.stoa.xml.Text;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

final class DataFormTest {

    private static final String SUBMISSION =
            """
            <x xmlns='jabber:x:data' type='submit'>\
            <field var='FORM_TYPE' type='hidden'><value>urn:example:bots</value></field>\
            <field var='botname'><value>The Jabber Bot</value></field>\
            <field var='public'><value>1</value></field>\
            <field var='features'><value>news</value><value>search</value></field>\
            <field var='empty'/>\
            </x>\
            """;

    private static Element parse(String xml) {
        return Xml.parse(xml);
    }

    @Test
    void aSubmissionIsReadByTheNamesOfItsFields() {
        DataForm form = DataForm.read(parse(SUBMISSION));

        assertThat(form.type()).isEqualTo(FormType.SUBMIT);
        assertThat(form.formType()).isEqualTo("urn:example:bots");
        assertThat(form.value("botname")).isEqualTo("The Jabber Bot");
        assertThat(form.values("features")).containsExactly("news", "search");
        assertThat(form.value("empty")).isEmpty();
        assertThat(form.field("empty")).isPresent();
        assertThat(form.field("absent")).isEmpty();
        assertThat(form.values("absent")).isEmpty();
    }

    @Test
    void whatWasReadIsWrittenAsItWas() {
        assertThat(DataForm.read(parse(SUBMISSION)).element()).isEqualTo(parse(SUBMISSION));
    }

    @ParameterizedTest
    @CsvSource({"1,true", "true,true", "0,false", "false,false", "yes,false", "'',false"})
    void yesIsTrueOrOne(String value, boolean flag) {
        assertThat(FormField.of(FieldType.BOOLEAN, "public", value).flag()).isEqualTo(flag);
    }

    @Test
    void aBlankFormHasAllThatPeopleSee() {
        DataForm form =
                DataForm.of(FormType.FORM, "urn:example:bots")
                        .titled("Bot Configuration")
                        .instructing(List.of("Fill it in.", "Then send it."))
                        .with(
                                FormField.of(FieldType.TEXT_PRIVATE, "password")
                                        .labelled("Password")
                                        .described("for your bot")
                                        .required(true))
                        .with(
                                FormField.of(FieldType.LIST_SINGLE, "max", "20")
                                        .option("10 people", "10")
                                        .option("", "20"));

        Element expected =
                parse(
                        """
                        <x xmlns='jabber:x:data' type='form'>\
                        <title>Bot Configuration</title>\
                        <instructions>Fill it in.</instructions>\
                        <instructions>Then send it.</instructions>\
                        <field type='hidden' var='FORM_TYPE'><value>urn:example:bots</value></field>\
                        <field type='text-private' var='password' label='Password'>\
                        <desc>for your bot</desc><required/></field>\
                        <field type='list-single' var='max'><value>20</value>\
                        <option label='10 people'><value>10</value></option>\
                        <option><value>20</value></option></field>\
                        </x>\
                        """);
        assertThat(form.element()).isEqualTo(expected);
        assertThat(DataForm.read(expected)).isEqualTo(form);
    }

    @Test
    void aTableHasNoFieldsBesideIt() {
        DataForm form =
                DataForm.of(FormType.RESULT, "urn:example:bots")
                        .table(
                                List.of(FormField.of(FieldType.TEXT_SINGLE, "name").labelled("N")),
                                List.of(
                                        List.of(FormField.of(FieldType.TEXT_SINGLE, "name", "a")),
                                        List.of(FormField.of(FieldType.TEXT_SINGLE, "name", ""))));

        assertThat(form.element())
                .isEqualTo(
                        parse(
                                """
                                <x xmlns='jabber:x:data' type='result'>\
                                <reported><field type='text-single' var='name' label='N'/></reported>\
                                <item><field var='name'><value>a</value></field></item>\
                                <item><field var='name'><value/></field></item>\
                                </x>\
                                """));
        assertThat(DataForm.read(form.element())).isEqualTo(form);
    }

    @Test
    void theFirstFormAmongOthersIsFound() {
        Element parent =
                Element.of(
                        "urn:example:bots",
                        "query",
                        Element.of("urn:example:bots", "x"),
                        new Text("text"),
                        parse(SUBMISSION));

        assertThat(DataForm.in(parent)).map(DataForm::formType).contains("urn:example:bots");
        assertThat(DataForm.in(Element.of("urn:example:bots", "query"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void everyTypeOfFieldIsReadAsItIsWritten(FieldType type) {
        assertThat(FieldType.of(type.wire())).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(FormType.class)
    void everyTypeOfFormIsReadAsItIsWritten(FormType type) {
        assertThat(FormType.of(type.wire())).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"'',TEXT_SINGLE", "bogus,TEXT_SINGLE", "TEXT_MULTI,TEXT_SINGLE"})
    void whatIsUnknownIsALineOfText(String wire, FieldType type) {
        assertThat(FieldType.of(wire)).isEqualTo(type);
    }

    /** XEP-0122 §3.2.3. */
    @Test
    void aRangeIsTold() {
        Element form =
                DataForm.of(FormType.FORM, "urn:example:bots")
                        .with(FormField.of(FieldType.TEXT_SINGLE, "bots", "3").integer(0, 10))
                        .element();

        assertThat(form.toString())
                .contains(
                        "<validate xmlns='http://jabber.org/protocol/xdata-validate'"
                                + " datatype='xs:integer'><range min='0' max='10'/></validate>"
                                + "<value>3</value>");
    }
}
