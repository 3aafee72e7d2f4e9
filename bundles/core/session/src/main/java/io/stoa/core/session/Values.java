package io.stoa.core.session;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;
import io.stoa.xml.Node;
import io.stoa.xml.Text;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes what features keep on a session, which is of the JDK's or model's types. Stateless. */
final class Values {

    static final String ELEMENT = "value";

    private static final Logger LOG = LoggerFactory.getLogger(Values.class);
    private static final String NS = "stoa:session";
    private static final String TYPE = "type";

    private Values() {}

    static Optional<Element> write(String key, Object value) {
        Optional<Element> written =
                switch (value) {
                    case Jid[] jids ->
                            Optional.of(many("jids", Arrays.stream(jids).map(Jid::toString)));
                    case String[] texts -> Optional.of(many("texts", Arrays.stream(texts)));
                    case Set<?> set when allText(set) ->
                            Optional.of(many("set", set.stream().map(String::valueOf)));
                    case List<?> list when allText(list) ->
                            Optional.of(many("list", list.stream().map(String::valueOf)));
                    case Element element ->
                            Optional.of(Element.of(NS, ELEMENT, element).with(TYPE, "element"));
                    default -> one(value);
                };
        if (written.isEmpty()) {
            LOG.debug("{} is of {}, which does not survive", key, value.getClass().getName());
        }
        return written.map(it -> it.with("key", key));
    }

    private static Optional<Element> one(Object value) {
        String type =
                switch (value) {
                    case Boolean bool -> "boolean";
                    case Integer integer -> "integer";
                    case Long number -> "long";
                    case String text -> "text";
                    case Instant instant -> "instant";
                    case Jid jid -> "jid";
                    default -> "";
                };
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(Element.of(NS, ELEMENT, new Text(value.toString())).with(TYPE, type));
    }

    private static boolean allText(Collection<?> values) {
        return values.stream().allMatch(String.class::isInstance);
    }

    private static Element many(String type, Stream<String> values) {
        List<Node> items = values.map(it -> (Node) Element.of(NS, "item", new Text(it))).toList();
        return Element.of(NS, ELEMENT, List.of(), items).with(TYPE, type);
    }

    static String key(Element written) {
        return written.attribute("key");
    }

    static Optional<Object> read(Element written) {
        String text = written.text();
        return switch (written.attribute(TYPE)) {
            case "boolean" -> Optional.of(Boolean.valueOf(text));
            case "integer" -> Optional.of(Integer.valueOf(text));
            case "long" -> Optional.of(Long.valueOf(text));
            case "text" -> Optional.of(text);
            case "instant" -> Optional.of(Instant.parse(text));
            case "jid" -> Optional.of(Jid.parse(text));
            case "jids" -> Optional.of(items(written).map(Jid::parse).toArray(Jid[]::new));
            case "texts" -> Optional.of(items(written).toArray(String[]::new));
            case "set" -> Optional.of(new LinkedHashSet<>(items(written).toList()));
            case "list" -> Optional.of(items(written).toList());
            case "element" -> written.elements().findFirst().map(it -> it);
            default -> Optional.empty();
        };
    }

    private static Stream<String> items(Element written) {
        return written.elements(NS, "item").map(Element::text);
    }
}
