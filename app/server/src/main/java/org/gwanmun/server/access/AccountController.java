package org.gwanmun.server.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gwanmun.core.access.Account;
import org.gwanmun.core.access.AccountOutcome;
import org.gwanmun.core.access.Role;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The administrator's work on accounts. There is no deleting: the audit chain must be able to say whose a deed was. */
@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "accounts")
@SecurityRequirement(name = "session")
class AccountController {
    private final Accounts accounts;
    private final OpenSessions sessions;
    private final Pseudonyms pseudonyms;

    AccountController(Accounts accounts, OpenSessions sessions, Pseudonyms pseudonyms) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.pseudonyms = pseudonyms;
    }

    /** The list of accounts. */
    record AccountsJson(@JsonProperty("accounts") List<AccountJson> accounts) {}

    /** One account. */
    record AccountJson(
            @JsonProperty("name") String name,
            @JsonProperty("roles") List<String> roles,
            @JsonProperty("disabled") boolean disabled,
            @JsonProperty("must_change_password") boolean must_change_password,
            @JsonProperty("one_time_until") @Nullable Instant one_time_until,
            @JsonProperty("created") Instant created,
            @JsonProperty("sessions") int sessions) {}

    /** An account and the password told once. */
    record NewPasswordJson(
            @JsonProperty("account") AccountJson account,
            @JsonProperty("one_time_password") String one_time_password) {
        @Override
        public String toString() {
            return "NewPasswordJson[" + account + "]";
        }
    }

    /** An account to be made. */
    record NewAccountJson(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("roles") @Nullable List<@Nullable String> roles) {}

    /** Roles to be had. */
    record RolesJson(@JsonProperty("roles") @Nullable List<@Nullable String> roles) {}

    /** Whether nobody may sign in. */
    record DisabledJson(@JsonProperty("disabled") @Nullable Boolean disabled) {}

    @GetMapping
    @Operation(summary = "All accounts, by name")
    AccountsJson accounts() {
        return new AccountsJson(accounts.all().stream().map(this::json).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make an account",
            description =
                    "The answer holds its one-time password, which is told only here. It is good for 24 hours, and the"
                            + " person has to choose another at the first sign-in.")
    @ApiResponse(responseCode = "201", description = "Made")
    @ApiResponse(responseCode = "400", description = "The name or the roles cannot be")
    @ApiResponse(responseCode = "409", description = "The name is taken, in whatever letter case")
    NewPasswordJson create(@RequestBody NewAccountJson wanted, Authentication admin) {
        String name = wanted.name();
        if (name == null || !Account.isName(name)) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.ACCOUNT_NAME_WRONG);
        }
        Set<Role> roles = roles(wanted.roles());
        String password = accounts.password();
        return new NewPasswordJson(json(stored(name, accounts.create(name, roles, password, actor(admin)))), password);
    }

    @PutMapping("/{name}/roles")
    @Operation(summary = "Change the roles of an account", description = "Ends its sessions at once.")
    @ApiResponse(responseCode = "200", description = "The account as it is now")
    @ApiResponse(responseCode = "400", description = "The roles cannot be, or not together")
    @ApiResponse(responseCode = "404", description = "No such account")
    @ApiResponse(responseCode = "409", description = "Nobody would be an administrator any more")
    AccountJson changeRoles(@PathVariable("name") String name, @RequestBody RolesJson wanted, Authentication admin) {
        Account account = stored(name, accounts.changeRoles(name, roles(wanted.roles()), actor(admin)));
        sessions.endAll(account.name());
        return json(account);
    }

    @PutMapping("/{name}/disabled")
    @Operation(summary = "Disable or enable an account", description = "Disabling ends its sessions at once.")
    @ApiResponse(responseCode = "200", description = "The account as it is now")
    @ApiResponse(responseCode = "400", description = "disabled is neither true nor false")
    @ApiResponse(responseCode = "404", description = "No such account")
    @ApiResponse(responseCode = "409", description = "Nobody would be an administrator any more")
    AccountJson disable(@PathVariable("name") String name, @RequestBody DisabledJson wanted, Authentication admin) {
        Boolean disabled = wanted.disabled();
        if (disabled == null) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.BODY_UNREADABLE);
        }
        Account account = stored(name, accounts.disable(name, disabled, actor(admin)));
        if (disabled) {
            sessions.endAll(account.name());
        }
        return json(account);
    }

    @PostMapping("/{name}/password")
    @Operation(
            summary = "Give an account a new one-time password",
            description = "Told only in this answer; ends the sessions of the account at once.")
    @ApiResponse(responseCode = "200", description = "The account, and its one-time password")
    @ApiResponse(responseCode = "404", description = "No such account")
    NewPasswordJson resetPassword(@PathVariable("name") String name, Authentication admin) {
        String password = accounts.password();
        Account account = stored(name, accounts.resetPassword(name, password, actor(admin)));
        sessions.endAll(account.name());
        return new NewPasswordJson(json(account), password);
    }

    private String actor(Authentication admin) {
        return pseudonyms.of(admin.getName());
    }

    private static Account stored(String name, AccountOutcome outcome) {
        return switch (outcome) {
            case AccountOutcome.Stored(var account) -> account;
            case AccountOutcome.NameTaken() ->
                throw new ApiFailure(HttpStatus.CONFLICT, ApiMessage.ACCOUNT_NAME_TAKEN, name);
            case AccountOutcome.NoSuchAccount() ->
                throw new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.ACCOUNT_UNKNOWN, name);
            case AccountOutcome.LastAdmin() -> throw new ApiFailure(HttpStatus.CONFLICT, ApiMessage.LAST_ADMIN, name);
        };
    }

    /** The roles of a request, or a refusal. */
    static Set<Role> roles(@Nullable List<@Nullable String> words) {
        if (words == null || words.isEmpty() || words.size() > Role.values().length) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.ROLES_MISSING);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words) {
            roles.add(Role.find(String.valueOf(word))
                    .orElseThrow(() -> new ApiFailure(
                            HttpStatus.BAD_REQUEST, ApiMessage.ROLE_UNKNOWN, cut(String.valueOf(word)))));
        }
        if (!Role.separate(roles)) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.ROLES_NOT_TOGETHER);
        }
        return roles;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 40));
    }

    private AccountJson json(Account account) {
        return new AccountJson(
                account.name(),
                EnumSet.copyOf(account.roles()).stream().map(Role::word).toList(),
                account.disabled(),
                account.mustChangePassword(),
                account.oneTimeUntil().orElse(null),
                account.createdAt(),
                sessions.count(account.name()));
    }
}
