package org.gwanmun.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.gwanmun.server.access.AccessRules.Rule;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Finds the rule of a request. */
final class RuleMatcher {
    private record Line(PathPatternRequestMatcher matcher, Rule rule) {}

    private final List<Line> lines = AccessRules.ALL.stream()
            .map(rule ->
                    new Line(PathPatternRequestMatcher.withDefaults().matcher(rule.method(), rule.pattern()), rule))
            .toList();

    Optional<Rule> find(HttpServletRequest request) {
        return lines.stream()
                .filter(line -> line.matcher().matches(request))
                .map(Line::rule)
                .findFirst();
    }
}
