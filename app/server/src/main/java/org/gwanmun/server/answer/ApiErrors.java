package org.gwanmun.server.answer;

import jakarta.servlet.http.HttpServletRequest;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Gives every failure of a request the shape of {@link ErrorJson}. */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    private static final HttpHeaders RETRY_LATER = HttpHeaders.readOnlyHttpHeaders(retryLater());

    private final Answers answers;

    ApiErrors(Answers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    ResponseEntity<Object> refuse(ApiFailure failure, HttpServletRequest request) {
        return json(failure.status(), HttpHeaders.EMPTY, answers.error(request, failure.message(), failure.said()));
    }

    /** Disk or database: nothing of the server's own, which the console is told in a line. */
    @ExceptionHandler
    ResponseEntity<Object> refuse(Refusal refusal, HttpServletRequest request) {
        if (refusal.kind() != Refusal.Kind.UNAVAILABLE) {
            return fail(refusal, request);
        }
        LOG.warn("{} {}: {}", request.getMethod(), request.getServletPath(), refusal.getMessage());
        return json(
                HttpStatus.SERVICE_UNAVAILABLE,
                RETRY_LATER,
                answers.error(request, ApiMessage.UNAVAILABLE, Said.of(ApiMessage.UNAVAILABLE)));
    }

    @ExceptionHandler
    ResponseEntity<Object> fail(RuntimeException failure, HttpServletRequest request) {
        LOG.error("{} {} failed.", request.getMethod(), request.getServletPath(), failure);
        return json(
                HttpStatus.INTERNAL_SERVER_ERROR,
                HttpHeaders.EMPTY,
                answers.error(request, ApiMessage.INTERNAL, Said.of(ApiMessage.INTERNAL)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ApiMessage message = failure instanceof HttpMessageNotReadableException
                ? ApiMessage.BODY_UNREADABLE
                : ErrorPage.message(status.value());
        HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
        return json(status, headers, answers.error(servletRequest, message, Said.of(message)));
    }

    private static HttpHeaders retryLater() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, OutageFilter.RETRY_AFTER_S);
        return headers;
    }

    private static ResponseEntity<Object> json(HttpStatusCode status, HttpHeaders headers, ErrorJson body) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
