package org.gwanmun.server.answer;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of every refusal.
 *
 * @param error what was refused and why
 */
public record ErrorJson(@JsonProperty("error") Detail error) {
    /**
     * What was refused and why.
     *
     * @param code for programs; never changes
     * @param message for people, in Korean or English
     */
    public record Detail(
            @JsonProperty("code") String code,
            @JsonProperty("message") String message) {}
}
