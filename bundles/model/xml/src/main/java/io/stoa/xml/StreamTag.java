package io.stoa.xml;

import com.fasterxml.aalto.AsyncXMLStreamReader;

import java.nio.charset.StandardCharsets;

/**
 * The namespaces that a stream's start tag declares, to show them to another parser. Immutable.
 *
 * @param xml a start tag with the same declarations
 * @param defaultNamespace the default namespace, "" for none
 */
record StreamTag(String xml, String defaultNamespace) {

    static StreamTag of(AsyncXMLStreamReader<?> parser) {
        StringBuilder xml = new StringBuilder("<");
        String prefix = parser.getPrefix();
        if (prefix != null && !prefix.isEmpty()) {
            xml.append(prefix).append(':');
        }
        xml.append(parser.getLocalName());
        String defaultNamespace = "";
        for (int i = 0; i < parser.getNamespaceCount(); i++) {
            String declared = parser.getNamespacePrefix(i);
            String uri = parser.getNamespaceURI(i);
            boolean isDefault = declared == null || declared.isEmpty();
            if (isDefault) {
                defaultNamespace = uri == null ? "" : uri;
            }
            xml.append(isDefault ? " xmlns" : " xmlns:" + declared)
                    .append("='")
                    .append(escaped(uri == null ? "" : uri))
                    .append('\'');
        }
        return new StreamTag(xml.append('>').toString(), defaultNamespace);
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
    }

    byte[] bytes() {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
