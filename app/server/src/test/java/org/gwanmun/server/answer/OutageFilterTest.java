package org.gwanmun.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.ServerMessage;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** A database that cannot be reached, asked by a filter and by a controller. */
class OutageFilterTest {
    private final Refusal away = Refusal.unavailable(ServerMessage.DISK_ALMOST_FULL, "/secret/place", 1, 2);

    private final Answers answers = new Answers(JsonMapper.shared());
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/desk/claims");

    @Test
    void isAnsweredWithTheSameWordsAndALaterAndNoPath() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new OutageFilter(answers).doFilter(request, response, (asked, answered) -> {
            throw away;
        });
        var answer = new ApiErrors(answers).refuse(away, request);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(response.getHeader("Retry-After")).isEqualTo("2");
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("2");
        assertThat(response.getContentAsString())
                .contains("\"code\":\"unavailable\"")
                .doesNotContain("secret")
                .isEqualTo(JsonMapper.shared().writeValueAsString(answer.getBody()));
    }

    @Test
    void whatIsNoOutagePassesThrough() {
        Refusal wrong = Refusal.badInput(ServerMessage.DISK_ALMOST_FULL, "", 1, 2);
        assertThatThrownBy(() -> new OutageFilter(answers)
                        .doFilter(request, new MockHttpServletResponse(), (asked, answered) -> {
                            throw wrong;
                        }))
                .isSameAs(wrong);
    }
}
