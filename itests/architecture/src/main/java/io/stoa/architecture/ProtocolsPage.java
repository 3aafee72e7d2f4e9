package io.stoa.architecture;

import io.stoa.architecture.Bundle.Clause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * docs/protocols.md: what the bundles say they implement, in the capabilities {@code stoa.xep} and
 * {@code stoa.rfc} of their manifests. Stateless.
 */
final class ProtocolsPage {

    /** A bundle's word on one specification. */
    private record Row(Bundle bundle, Clause capability) {

        String number() {
            return capability.attribute("number");
        }

        String note() {
            return capability.attribute("note");
        }

        String bundleLink() {
            return "[" + bundle.path() + "](../bundles/" + bundle.path() + "/README.md)";
        }
    }

    private ProtocolsPage() {}

    static String text(List<Bundle> bundles) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Protocols

                What Stoa implements, bundle by bundle. This page is made from the manifests of the bundles, which
                say it with `@Xep` and `@Rfc` in their `package-info.java`: change it there, then run `./stoa docs`.

                ## RFCs

                | RFC | Sections | Bundle | Left out |
                |---|---|---|---|
                """);
        for (Row row : rows(bundles, "stoa.rfc")) {
            page.append(
                    cells(rfc(row), row.capability().attribute("section"), row.bundleLink(), row));
        }
        page.append(
                """

                ## XEPs

                The version is that of the text which was read.

                | XEP | Version | Bundle | Left out |
                |---|---|---|---|
                """);
        for (Row row : rows(bundles, "stoa.xep")) {
            page.append(
                    cells(xep(row), row.capability().attribute("version"), row.bundleLink(), row));
        }
        return page.toString();
    }

    private static String cells(String number, String second, String third, Row row) {
        return "| " + number + " | " + second + " | " + third + " | " + row.note() + " |\n";
    }

    private static String rfc(Row row) {
        return "[" + row.number() + "](https://www.rfc-editor.org/rfc/rfc" + row.number() + ")";
    }

    private static String xep(Row row) {
        return "[" + row.number() + "](https://xmpp.org/extensions/xep-" + row.number() + ".html)";
    }

    private static List<Row> rows(List<Bundle> bundles, String namespace) {
        List<Row> rows = new ArrayList<>();
        for (Bundle bundle : bundles) {
            bundle.capabilities(namespace).forEach(it -> rows.add(new Row(bundle, it)));
        }
        rows.sort(
                Comparator.comparingInt((Row row) -> row.number().length())
                        .thenComparing(Row::number)
                        .thenComparing(row -> row.bundle().path()));
        return rows;
    }
}
