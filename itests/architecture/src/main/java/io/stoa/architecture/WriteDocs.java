package io.stoa.architecture;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./stoa docs}: writes the pages that are made from the built bundles. The first argument
 * names the source tree.
 */
public final class WriteDocs {

    private WriteDocs() {}

    /** Writes the pages. */
    public static void main(String[] arguments) {
        SourceTree tree = new SourceTree(Path.of(arguments[0]));
        for (Page page : pages(tree.bundles())) {
            Text.write(tree.root().resolve(page.path()), page.text());
            System.out.println(page.path());
        }
    }

    /**
     * A generated page.
     *
     * @param path where it belongs, relative to the root
     * @param text what it says
     */
    record Page(String path, String text) {}

    static List<Page> pages(List<Bundle> bundles) {
        List<Bundle> built = bundles.stream().filter(Bundle::isBuilt).toList();
        return List.of(
                new Page("docs/protocols.md", ProtocolsPage.text(built)),
                new Page("docs/configuration.md", ConfigurationPage.text(built)));
    }
}
