package org.gwanmun.server.answer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gwanmun.core.message.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 where a filter asks a database that cannot be reached; behind the filters, {@link ApiErrors} does. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OutageFilter extends OncePerRequestFilter {
    static final String RETRY_AFTER_S = "2";

    private static final Logger LOG = LoggerFactory.getLogger(OutageFilter.class);

    private final Answers answers;

    OutageFilter(Answers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.UNAVAILABLE || response.isCommitted()) {
                throw refusal;
            }
            LOG.warn("{} {}: {}", request.getMethod(), request.getServletPath(), refusal.getMessage());
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
            answers.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, ApiMessage.UNAVAILABLE);
        }
    }
}
