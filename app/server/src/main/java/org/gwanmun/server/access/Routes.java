package org.gwanmun.server.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** The name of what a request asks for, without what it asks about: {@code /api/v1/parcels/*}. */
@Component
public class Routes {
    private final RuleMatcher rules = new RuleMatcher();
    private final PageFiles pages = new PageFiles();

    /** The pattern of its rule; {@code (page)} for a file of the page, {@code (none)} for what is not there. */
    public String of(HttpServletRequest request) {
        return rules.find(request)
                .map(AccessRules.Rule::pattern)
                .orElseGet(() -> pages.matches(request) ? "(page)" : "(none)");
    }
}
