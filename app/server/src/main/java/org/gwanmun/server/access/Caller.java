package org.gwanmun.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who sent a request, as far as other packages need to know. */
public final class Caller {
    private static final String ACTOR = Caller.class.getName() + ".actor";

    private Caller() {}

    /** What a stream of events is bound to: the id of the session, or of the token. */
    public static String key(HttpServletRequest request) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ProgramAuthentication program) {
            return program.tokenId();
        }
        HttpSession session = request.getSession(false);
        return session == null ? "" : session.getId();
    }

    /** Whether the request is a program's, with a token, and not a person's. */
    public static boolean isProgram() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof ProgramAuthentication;
    }

    /** The pseudonym under which the request may be logged; null for a stranger. */
    public static @Nullable String actor(HttpServletRequest request) {
        return (String) request.getAttribute(ACTOR);
    }

    static void remember(HttpServletRequest request, String actor) {
        request.setAttribute(ACTOR, actor);
    }
}
