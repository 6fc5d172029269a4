package org.gwanmun.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.gwanmun.core.access.ApiToken;
import org.gwanmun.server.answer.Answers;
import org.gwanmun.server.answer.ApiMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@code Authorization: Bearer gwt_…}: a program and not a person. Whoever sends this header is judged by it alone; a session
 * that may be there as well counts for nothing, and none is made. No other page can make a browser send it, so it needs no
 * token against forgery.
 */
final class TokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Accounts accounts;
    private final LoginThrottle throttle;
    private final Answers answers;

    TokenFilter(Accounts accounts, LoginThrottle throttle, Answers answers) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.answers = answers;
    }

    /** Whether a request comes from a program. */
    static boolean fromProgram(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!fromProgram(request)) {
            chain.doFilter(request, response);
            return;
        }
        String address = request.getRemoteAddr();
        Optional<Duration> wait = throttle.attempt(address);
        if (wait.isPresent()) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(wait.get().plusMillis(999).toSeconds()));
            answers.write(request, response, HttpStatus.TOO_MANY_REQUESTS, ApiMessage.TOKEN_TOO_OFTEN);
            return;
        }
        String secret = request.getHeader(HttpHeaders.AUTHORIZATION)
                .substring(BEARER.length())
                .trim();
        Optional<ApiToken> token = accounts.findToken(secret);
        if (token.isEmpty()) {
            answers.write(request, response, HttpStatus.UNAUTHORIZED, ApiMessage.TOKEN_WRONG);
            return;
        }
        throttle.succeeded(address);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ProgramAuthentication(token.get()));
        SecurityContextHolder.setContext(context);
        Caller.remember(request, token.get().id());
        chain.doFilter(request, response);
    }
}
