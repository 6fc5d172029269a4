package org.gwanmun.cli;

import java.util.List;
import java.util.Locale;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Messages;
import org.gwanmun.infer.ModelShelf;
import org.gwanmun.infer.ModelShelf.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun models list}: networks that are there or can be fetched, with their cards. */
@Command(name = "list", mixinStandardHelpOptions = true)
final class ModelsList implements Runnable {
    private final Console console;

    @Option(names = "--json")
    boolean json;

    ModelsList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<Model> models = ModelShelf.standard().models();
        if (json) {
            console.print(models.stream()
                    .map(it -> Json.object(
                            "name", it.name(), "kind", it.kind(), "installed", it.installed(), "card", it.card()))
                    .toList());
            return;
        }
        for (Model model : models) {
            String state = Messages.text(
                    console.language(), model.installed() ? CliMessage.IS_INSTALLED : CliMessage.NOT_INSTALLED);
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-16s %-16s %s",
                            model.name(),
                            state,
                            model.card().getOrDefault("title", model.kind())));
            model.card().forEach((field, text) -> {
                if (!field.equals("name") && !field.equals("title")) {
                    console.out().println(String.format(Locale.ROOT, "    %-12s %s", field, text));
                }
            });
        }
    }
}
