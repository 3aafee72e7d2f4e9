package io.stoa.info.caps;

import io.stoa.xml.Attribute;
import io.stoa.xml.Element;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verification string of an answer of service discovery (XEP-0115 §5.1). */
final class Verification {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String FORM = "jabber:x:data";

    /** §5.1: sorting is by octets, RFC 4790 §9.3. */
    private static final Comparator<String> BY_OCTETS =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));

    private Verification() {}

    /** Returns the hash of what a query element tells, in Base64. */
    static String of(Element query) {
        String text =
                joined(query.elements(INFO, "identity").map(Verification::identity))
                        + joined(query.elements(INFO, "feature").map(it -> it.attribute("var")))
                        + query.elements(FORM, "x")
                                .sorted(Comparator.comparing(Verification::formType, BY_OCTETS))
                                .map(Verification::form)
                                .collect(Collectors.joining());
        return Base64.getEncoder().encodeToString(sha1(text));
    }

    private static String joined(Stream<String> parts) {
        return parts.sorted(BY_OCTETS).map(part -> part + '<').collect(Collectors.joining());
    }

    private static String identity(Element identity) {
        return String.join(
                "/",
                identity.attribute("category"),
                identity.attribute("type"),
                identity.attribute(Attribute.XML, "lang"),
                identity.attribute("name"));
    }

    private static String formType(Element form) {
        return fields(form)
                .filter(field -> field.attribute("var").equals("FORM_TYPE"))
                .flatMap(field -> values(field).stream())
                .findFirst()
                .orElse("");
    }

    private static String form(Element form) {
        String rest =
                fields(form)
                        .filter(field -> !field.attribute("var").equals("FORM_TYPE"))
                        .sorted(Comparator.comparing(it -> it.attribute("var"), BY_OCTETS))
                        .map(it -> it.attribute("var") + '<' + joined(values(it).stream()))
                        .collect(Collectors.joining());
        return formType(form) + '<' + rest;
    }

    private static Stream<Element> fields(Element form) {
        return form.elements(FORM, "field");
    }

    private static List<String> values(Element field) {
        return field.elements(FORM, "value").map(Element::text).toList();
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }
}
