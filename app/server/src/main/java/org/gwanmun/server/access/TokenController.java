package org.gwanmun.server.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gwanmun.core.access.Account;
import org.gwanmun.core.access.ApiToken;
import org.gwanmun.core.access.Role;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The administrator's work on the tokens of programs. */
@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "tokens")
@SecurityRequirement(name = "session")
class TokenController {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_DAYS = 365;

    private final Accounts accounts;
    private final Pseudonyms pseudonyms;
    private final ApplicationEventPublisher events;

    TokenController(Accounts accounts, Pseudonyms pseudonyms, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.pseudonyms = pseudonyms;
        this.events = events;
    }

    /** The list of tokens. */
    record TokensJson(@JsonProperty("tokens") List<TokenJson> tokens) {}

    /** One token, without its secret. */
    record TokenJson(
            @JsonProperty("id") String id,
            @JsonProperty("name") String name,
            @JsonProperty("roles") List<String> roles,
            @JsonProperty("made_by") String made_by,
            @JsonProperty("created") Instant created,
            @JsonProperty("expires") Instant expires,
            @JsonProperty("revoked") @Nullable Instant revoked) {
        static TokenJson of(ApiToken token) {
            return new TokenJson(
                    token.id(),
                    token.name(),
                    EnumSet.copyOf(token.roles()).stream().map(Role::word).toList(),
                    token.madeBy(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.revokedAt().orElse(null));
        }
    }

    /** A token and its secret, told once. */
    record NewSecretJson(
            @JsonProperty("token") TokenJson token,
            @JsonProperty("secret") String secret) {
        @Override
        public String toString() {
            return "NewSecretJson[" + token + "]";
        }
    }

    /** A token to be made. */
    record NewTokenJson(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("roles") @Nullable List<@Nullable String> roles,
            @JsonProperty("expires_days") @Nullable Integer expires_days) {}

    @GetMapping
    @Operation(summary = "All tokens, the newest first, those revoked or expired among them")
    TokensJson tokens() {
        return new TokensJson(accounts.tokens().stream().map(TokenJson::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a token for a program",
            description = "The answer holds its secret, which is told only here. The program sends it as"
                    + " 'Authorization: Bearer gwt_…'. Good for 1 to 365 days.")
    @ApiResponse(responseCode = "201", description = "Made")
    @ApiResponse(responseCode = "400", description = "The name, the roles or the time cannot be")
    NewSecretJson create(@RequestBody NewTokenJson wanted, Authentication admin) {
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.TOKEN_NAME_WRONG);
        }
        Set<Role> roles = AccountController.roles(wanted.roles());
        Integer days = wanted.expires_days();
        if (days == null || days < 1 || days > LONGEST_DAYS) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.TOKEN_DAYS_WRONG, String.valueOf(days));
        }
        Account maker = accounts.find(admin.getName())
                .orElseThrow(() -> new ApiFailure(HttpStatus.UNAUTHORIZED, ApiMessage.UNAUTHENTICATED));
        Accounts.NewToken made = accounts.createToken(name, roles, Duration.ofDays(days), maker);
        return new NewSecretJson(TokenJson.of(made.token()), made.secret());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a token; it is good no more from now on")
    @ApiResponse(responseCode = "204", description = "Revoked")
    @ApiResponse(responseCode = "404", description = "No such token, or revoked before")
    void revoke(@PathVariable("id") String id, Authentication admin) {
        ApiToken token = accounts.revokeToken(id, pseudonyms.of(admin.getName()))
                .orElseThrow(() -> new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.TOKEN_UNKNOWN, id));
        events.publishEvent(new SessionEnded(token.id()));
    }
}
