package org.gwanmun.server.answer;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The last resort: what failed before or after Spring's own handling, such as a malformed address. */
@Controller
@Hidden
class ErrorPage implements ErrorController {
    private final Answers answers;

    ErrorPage(Answers answers) {
        this.answers = answers;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .map(code -> HttpStatus.resolve((Integer) code))
                .orElse(HttpStatus.INTERNAL_SERVER_ERROR);
        answers.write(request, response, status, message(status.value()));
    }

    static ApiMessage message(int status) {
        return switch (status) {
            case 401 -> ApiMessage.UNAUTHENTICATED;
            case 403 -> ApiMessage.FORBIDDEN;
            case 404 -> ApiMessage.NOT_FOUND;
            case 405 -> ApiMessage.METHOD_NOT_ALLOWED;
            case 406 -> ApiMessage.NOT_ACCEPTABLE;
            case 413 -> ApiMessage.TOO_LARGE;
            case 415 -> ApiMessage.UNSUPPORTED_TYPE;
            case 503 -> ApiMessage.UNAVAILABLE;
            default -> status < 500 ? ApiMessage.BAD_REQUEST : ApiMessage.INTERNAL;
        };
    }
}
