package io.stoa.im.roster;

import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.Arrays;

/** Reads items as the test files write them: {@code jid/name/group/group; jid/name}. */
final class ItemLines {

    private ItemLines() {}

    static Element[] read(String items) {
        return items.equals("-")
                ? new Element[0]
                : Arrays.stream(items.split(";")).map(ItemLines::item).toArray(Element[]::new);
    }

    private static Element item(String line) {
        String[] parts = line.strip().split("/", -1);
        Element item = Element.of(ItemElements.NAMESPACE, "item");
        if (!parts[0].equals("-")) {
            item = item.with("jid", parts[0]);
        }
        if (parts.length > 1 && !parts[1].isEmpty()) {
            item = item.with("name", parts[1]);
        }
        for (int i = 2; i < parts.length; i++) {
            item = item.with(Element.of(ItemElements.NAMESPACE, "group", new Text(parts[i])));
        }
        return item;
    }
}
