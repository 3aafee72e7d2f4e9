package io.stoa.architecture;

import io.stoa.architecture.Settings.Setting;

import java.util.Comparator;
import java.util.List;

/** docs/configuration.md: every setting, from the metatype of the bundles. Stateless. */
final class ConfigurationPage {

    private ConfigurationPage() {}

    static String text(List<Bundle> bundles) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Configuration

                Every setting stands in `config/<bundle>.cfg` of the distribution with its default. To change one, write
                `key = value` into a file of the same name in `config/` of the data directory: the server sees it at
                once. For one start, `./stoa up --set io.stoa.net.mina:port=15222` does the same. `./stoa config list`
                shows what holds and where it was said.

                `${stoa.home}` is where Stoa is installed and `${stoa.data}` the data directory. Keys named `port`, or
                ending in `.port`, are shifted by `--port-offset`.

                This page is made from the descriptions in the code: change it there, then run `./stoa docs`.
                """);
        bundles.stream()
                .flatMap(bundle -> bundle.settings().stream())
                .filter(settings -> !settings.pid().isEmpty())
                .sorted(Comparator.comparing(Settings::pid))
                .forEach(settings -> page.append(section(settings)));
        return page.toString();
    }

    private static String section(Settings settings) {
        StringBuilder section = new StringBuilder();
        section.append("\n## ").append(settings.pid()).append("\n\n");
        section.append(settings.description()).append("\n\n");
        section.append("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
        settings.settings().forEach(setting -> section.append(row(setting)));
        return section.toString();
    }

    private static String row(Setting setting) {
        String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        String type =
                setting.range().isEmpty()
                        ? setting.type()
                        : setting.type() + ", " + setting.range();
        return "| `%s` | %s | %s | %s |\n"
                .formatted(setting.key(), type, fallback, cell(setting.description()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
