package org.gwanmun.server.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Said;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes refusals in the language of the request. */
@Component
public class Answers {
    private final JsonMapper json;

    Answers(JsonMapper json) {
        this.json = json;
    }

    /** Answers a request with a refusal, from where Spring's own conversion does not reach. */
    public void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, ApiMessage message)
            throws IOException {
        byte[] body = json.writeValueAsString(error(request, message, Said.of(message)))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    ErrorJson error(HttpServletRequest request, ApiMessage code, Said said) {
        return new ErrorJson(new ErrorJson.Detail(code.code(), said.in(language(request))));
    }

    /** The first of Korean and English that the browser asks for; English if it asks for neither. */
    public Language language(HttpServletRequest request) {
        for (Locale locale : Collections.list(request.getLocales())) {
            if (locale.getLanguage().equals("ko")) {
                return Language.KO;
            }
            if (locale.getLanguage().equals("en")) {
                return Language.EN;
            }
        }
        return Language.EN;
    }
}
