package org.gwanmun.test.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What axe-core has to say against a page, by the rules of WCAG 2.2 AA. */
final class Accessibility {
    private static final Path AXE =
            Path.of(System.getProperty("gwanmun.root", ""), "app", "web", "node_modules", "axe-core", "axe.min.js");

    private static final String RUN = """
            async () => {
              const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
              if (found.passes.length === 0) {
                return ['axe has tried nothing'];
              }
              return found.violations.map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ')).join(', '));
            }""";

    private Accessibility() {}

    static List<?> violations(Page page) throws IOException {
        page.evaluate(Files.readString(AXE));
        return (List<?>) page.evaluate(RUN);
    }
}
