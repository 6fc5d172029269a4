package org.gwanmun.server.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions: signing in, who am I, signing out. */
@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "session")
class SessionController {
    private static final int LONGEST = 200;

    private final AuthenticationManager logins;
    private final SecurityContextRepository contexts;
    private final SessionAuthenticationStrategy atLogin;
    private final LoginThrottle throttle;
    private final Pseudonyms pseudonyms;
    private final AuditLog audit;
    private final InstantSource clock;

    SessionController(
            AuthenticationManager logins,
            SecurityContextRepository contexts,
            SessionAuthenticationStrategy atLogin,
            LoginThrottle throttle,
            Pseudonyms pseudonyms,
            AuditLog audit,
            InstantSource clock) {
        this.logins = logins;
        this.contexts = contexts;
        this.atLogin = atLogin;
        this.throttle = throttle;
        this.pseudonyms = pseudonyms;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a person types. */
    record LoginJson(
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("password") @Nullable String password) {
        @Override
        public String toString() {
            return "LoginJson[" + user + "]";
        }
    }

    /** Who is signed in. */
    record SessionJson(
            @JsonProperty("user") String user,
            @JsonProperty("roles") List<String> roles) {}

    @PostMapping
    @Operation(summary = "Sign in; opens a session")
    @ApiResponse(responseCode = "200", description = "Signed in; the session cookie and a new XSRF-TOKEN are set")
    @ApiResponse(responseCode = "400", description = "User or password missing")
    @ApiResponse(responseCode = "401", description = "User or password wrong")
    @ApiResponse(responseCode = "429", description = "Too many failures of this user; see Retry-After")
    SessionJson open(@RequestBody LoginJson login, HttpServletRequest request, HttpServletResponse response) {
        String user = login.user();
        String password = login.password();
        if (user == null || user.isBlank() || password == null || password.isEmpty()) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.LOGIN_INCOMPLETE);
        }
        if (user.length() > LONGEST || password.length() > LONGEST) {
            throw new ApiFailure(HttpStatus.UNAUTHORIZED, ApiMessage.LOGIN_WRONG);
        }
        Optional<Duration> wait = throttle.attempt(user);
        if (wait.isPresent()) {
            long seconds = wait.get().plusMillis(999).toSeconds();
            response.setHeader("Retry-After", Long.toString(seconds));
            throw new ApiFailure(HttpStatus.TOO_MANY_REQUESTS, ApiMessage.LOGIN_TOO_OFTEN, seconds);
        }
        Authentication person;
        try {
            person = logins.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(user, password));
        } catch (AuthenticationException e) {
            throw new ApiFailure(HttpStatus.UNAUTHORIZED, ApiMessage.LOGIN_WRONG);
        }
        throttle.succeeded(user);
        audit.append(new AuditFact(
                clock.instant(),
                pseudonyms.of(person.getName()),
                "session.opened",
                "session",
                String.join(",", roles(person))));
        request.getSession(true);
        atLogin.onAuthentication(person, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(person);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        return session(person);
    }

    @GetMapping
    @Operation(summary = "Who is signed in")
    @ApiResponse(responseCode = "200", description = "The person of this session")
    @ApiResponse(responseCode = "401", description = "Nobody is")
    SessionJson who(Authentication person) {
        return session(person);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign out; closes the session")
    @ApiResponse(responseCode = "204", description = "Signed out")
    @ApiResponse(responseCode = "401", description = "Nobody was signed in")
    void close(Authentication person, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        audit.append(new AuditFact(clock.instant(), pseudonyms.of(person.getName()), "session.closed", "session", ""));
    }

    private static SessionJson session(Authentication person) {
        return new SessionJson(person.getName(), roles(person));
    }

    private static List<String> roles(Authentication person) {
        return person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith("ROLE_"))
                .map(authority -> authority.substring("ROLE_".length()).toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }
}
