package org.gwanmun.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.gwanmun.server.access.AccessRules.State;
import org.gwanmun.server.access.OpenSessions.OpenSession;
import org.gwanmun.server.answer.Answers;
import org.gwanmun.server.answer.ApiMessage;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whether the session of a request is still open and in a state in which the operation answers. What the page asks by itself
 * does not count as a deed of its person: it says so in a header, or it is a stream, for which browsers can send none.
 */
final class SessionGuard extends OncePerRequestFilter {
    static final String BACKGROUND = "X-Gwanmun-Background";

    private static final Set<String> STREAMS = Set.of("/api/v1/events", "/api/v1/cameras/live");

    private final OpenSessions sessions;
    private final Pseudonyms pseudonyms;
    private final RuleMatcher rules;
    private final Answers answers;

    SessionGuard(OpenSessions sessions, Pseudonyms pseudonyms, RuleMatcher rules, Answers answers) {
        this.sessions = sessions;
        this.pseudonyms = pseudonyms;
        this.rules = rules;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession http = request.getSession(false);
        if (http == null || TokenFilter.fromProgram(request)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<OpenSession> found = sessions.find(http.getId());
        if (found.isEmpty()) {
            SecurityContextHolder.clearContext();
            chain.doFilter(request, response);
            return;
        }
        OpenSession session = found.get();
        Caller.remember(request, pseudonyms.of(session.account()));
        Optional<AccessRules.Rule> rule = rules.find(request);
        State state = session.state();
        if (rule.isPresent() && !rule.get().states().contains(state)) {
            if (state == State.LOCKED) {
                answers.write(request, response, HttpStatus.LOCKED, ApiMessage.SESSION_LOCKED);
            } else {
                answers.write(request, response, HttpStatus.FORBIDDEN, ApiMessage.PASSWORD_CHANGE_NEEDED);
            }
            return;
        }
        if (rule.isPresent() && request.getHeader(BACKGROUND) == null && !STREAMS.contains(request.getServletPath())) {
            sessions.deed(session);
        }
        chain.doFilter(request, response);
    }
}
