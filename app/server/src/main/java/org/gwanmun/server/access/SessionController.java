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
import java.util.stream.Stream;
import org.gwanmun.core.access.Account;
import org.gwanmun.core.access.Role;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.core.message.Said;
import org.gwanmun.server.access.OpenSessions.OpenSession;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions: signing in, who am I, away and back, another password, signing out. */
@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "session")
class SessionController {
    /** Authority of people, which programs do not have. */
    static final String PERSON = "PERSON";

    private static final int LONGEST = 200;
    private static final String NOBODY = "unknown";

    private final Accounts accounts;
    private final OpenSessions sessions;
    private final SecurityContextRepository contexts;
    private final SessionAuthenticationStrategy atLogin;
    private final LoginThrottle throttle;
    private final Pseudonyms pseudonyms;
    private final AuditLog audit;
    private final InstantSource clock;

    SessionController(
            Accounts accounts,
            OpenSessions sessions,
            SecurityContextRepository contexts,
            SessionAuthenticationStrategy atLogin,
            LoginThrottle throttle,
            Pseudonyms pseudonyms,
            AuditLog audit,
            InstantSource clock) {
        this.accounts = accounts;
        this.sessions = sessions;
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
            return "LoginJson[]";
        }
    }

    /** What a person types who was away. */
    record UnlockJson(@JsonProperty("password") @Nullable String password) {
        @Override
        public String toString() {
            return "UnlockJson[]";
        }
    }

    /** What a person types to choose another password. */
    record PasswordJson(
            @JsonProperty("old") @Nullable String old,
            @JsonProperty("new") @Nullable String chosen) {
        @Override
        public String toString() {
            return "PasswordJson[]";
        }
    }

    /** Who is signed in. */
    record SessionJson(
            @JsonProperty("user") String user,
            @JsonProperty("roles") List<String> roles,
            @JsonProperty("locked") boolean locked,
            @JsonProperty("must_change_password") boolean must_change_password,
            @JsonProperty("idle_lock_s") long idle_lock_s) {}

    @PostMapping
    @Operation(summary = "Sign in; opens a session")
    @ApiResponse(responseCode = "200", description = "Signed in; the session cookie and a new XSRF-TOKEN are set")
    @ApiResponse(responseCode = "400", description = "User or password missing")
    @ApiResponse(responseCode = "401", description = "User or password wrong, or the one-time password is too old")
    @ApiResponse(responseCode = "429", description = "Too many failures of this user; see Retry-After")
    SessionJson open(@RequestBody LoginJson login, HttpServletRequest request, HttpServletResponse response) {
        String user = login.user();
        String password = login.password();
        if (user == null || user.isBlank() || password == null || password.isEmpty()) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.LOGIN_INCOMPLETE);
        }
        Account account = proven(user, password, request, response);
        String name = account.name();
        audit.append(
                new AuditFact(clock.instant(), pseudonyms.of(name), "session.opened", "session", account.roleWords()));
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate(); // nothing of whoever was here stays
        }
        Authentication person = person(account);
        HttpSession http = request.getSession(true);
        atLogin.onAuthentication(person, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(person);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        OpenSession session = sessions.open(http, account);
        // Between the password and here somebody may have disabled the account or changed its roles.
        Optional<Account> now = accounts.find(name);
        if (now.filter(one -> !one.disabled() && one.roles().equals(account.roles()))
                .isEmpty()) {
            sessions.endAll(name);
            throw new ApiFailure(HttpStatus.UNAUTHORIZED, ApiMessage.LOGIN_WRONG);
        }
        Caller.remember(request, pseudonyms.of(name));
        return json(person, Optional.of(session));
    }

    @GetMapping
    @Operation(
            summary = "Who is signed in",
            description = "Answers in a locked session too. Without the header X-Gwanmun-Background it says that the"
                    + " person is there, and puts off the idle lock.")
    @ApiResponse(responseCode = "200", description = "The person of this session, or the program of this token")
    @ApiResponse(responseCode = "401", description = "Nobody is")
    SessionJson who(Authentication person, HttpServletRequest request) {
        return json(person, session(request));
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

    @PostMapping("/lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Lock the session until its person gives the password again")
    @ApiResponse(responseCode = "204", description = "Locked")
    void lock(HttpServletRequest request) {
        session(request).ifPresent(sessions::lock);
    }

    @PostMapping("/unlock")
    @Operation(summary = "Go on with a locked session")
    @ApiResponse(responseCode = "200", description = "Unlocked")
    @ApiResponse(responseCode = "401", description = "The password is wrong")
    @ApiResponse(responseCode = "429", description = "Too many failures of this user; see Retry-After")
    SessionJson unlock(
            @RequestBody UnlockJson typed,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response) {
        String password = typed.password();
        if (password == null || password.isEmpty()) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.LOGIN_INCOMPLETE);
        }
        proven(person.getName(), password, request, response);
        Optional<OpenSession> session = session(request);
        session.ifPresent(sessions::unlock);
        return json(person, session);
    }

    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Choose another password",
            description =
                    "At least 12 characters and at most 72 bytes; not made of the user name, not among those guessed"
                            + " first, not the old one. Ends the other sessions of the account.")
    @ApiResponse(responseCode = "204", description = "From now on the new one counts")
    @ApiResponse(responseCode = "400", description = "The new one cannot be used; the message says why")
    @ApiResponse(responseCode = "401", description = "The old one is wrong")
    @ApiResponse(responseCode = "429", description = "Too many failures of this user; see Retry-After")
    void choose(
            @RequestBody PasswordJson typed,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response) {
        String old = typed.old();
        String chosen = typed.chosen();
        if (old == null || old.isEmpty() || chosen == null || chosen.isEmpty()) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.PASSWORD_INCOMPLETE);
        }
        Account account = proven(person.getName(), old, request, response);
        Optional<Said> fault = PasswordRule.fault(account.name(), chosen)
                .or(() -> chosen.equals(old) ? Optional.of(Said.of(PasswordFault.NOT_NEW)) : Optional.empty());
        if (fault.isPresent()) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.PASSWORD_WEAK, fault.get());
        }
        accounts.choosePassword(account.name(), chosen);
        session(request).ifPresent(session -> {
            sessions.passwordChosen(session);
            sessions.endOthers(session);
        });
    }

    /** The account, if that is its password; otherwise refuses, slower and slower, and the audit knows. */
    private Account proven(String user, String password, HttpServletRequest request, HttpServletResponse response) {
        if (user.length() > LONGEST || password.length() > LONGEST) {
            throw new ApiFailure(HttpStatus.UNAUTHORIZED, ApiMessage.LOGIN_WRONG);
        }
        String address = request.getRemoteAddr();
        Optional<Duration> wait = throttle.attempt(user, address);
        if (wait.isPresent()) {
            long seconds = wait.get().plusMillis(999).toSeconds();
            response.setHeader("Retry-After", Long.toString(seconds));
            throw new ApiFailure(HttpStatus.TOO_MANY_REQUESTS, ApiMessage.LOGIN_TOO_OFTEN, seconds);
        }
        Optional<Account> account = accounts.find(user);
        boolean right = accounts.isPassword(account, password);
        if (account.isEmpty() || !right) {
            throw refused(account, "wrong_password", ApiMessage.LOGIN_WRONG);
        }
        if (account.get().disabled()) {
            throw refused(account, "disabled", ApiMessage.LOGIN_WRONG);
        }
        if (accounts.expired(account.get())) {
            throw refused(account, "expired", ApiMessage.ONE_TIME_EXPIRED);
        }
        throttle.succeeded(user, address);
        return account.get();
    }

    private ApiFailure refused(Optional<Account> account, String why, ApiMessage message) {
        // What was typed is kept only if it is an account: people type passwords into the field above.
        String actor = account.map(one -> pseudonyms.of(one.name())).orElse(NOBODY);
        audit.append(new AuditFact(clock.instant(), actor, "session.refused", "session", why));
        return new ApiFailure(HttpStatus.UNAUTHORIZED, message);
    }

    private static Authentication person(Account account) {
        List<SimpleGrantedAuthority> authorities = Stream.concat(
                        Stream.of(PERSON),
                        account.roles().stream().map(Role::name).map("ROLE_"::concat))
                .map(SimpleGrantedAuthority::new)
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(account.name(), null, authorities);
    }

    private Optional<OpenSession> session(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).flatMap(http -> sessions.find(http.getId()));
    }

    private SessionJson json(Authentication person, Optional<OpenSession> session) {
        List<String> roles = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith("ROLE_"))
                .map(authority -> authority.substring("ROLE_".length()).toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        return new SessionJson(
                person.getName(),
                roles,
                session.map(OpenSession::locked).orElse(false),
                session.map(OpenSession::passwordDue).orElse(false),
                sessions.idleLock().toSeconds());
    }
}
