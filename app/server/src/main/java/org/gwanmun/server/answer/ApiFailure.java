package org.gwanmun.server.answer;

import org.gwanmun.core.message.Said;
import org.springframework.http.HttpStatus;

/** A request that is refused for a reason its sender should know. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final ApiMessage message;
    private final transient Said said;

    /** A refusal with a status, a message, and what fills the message's slots. */
    public ApiFailure(HttpStatus status, ApiMessage message, Object... arguments) {
        super(message.name(), null, false, false);
        this.status = status;
        this.message = message;
        this.said = Said.of(message, arguments);
    }

    HttpStatus status() {
        return status;
    }

    ApiMessage message() {
        return message;
    }

    Said said() {
        return said;
    }
}
