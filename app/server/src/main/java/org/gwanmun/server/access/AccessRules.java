package org.gwanmun.server.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gwanmun.core.access.Role;
import org.springframework.http.HttpMethod;

/** Who may call what. Whatever is not in this table, or a file of the page, is refused. */
final class AccessRules {
    /**
     * One line of the table.
     *
     * @param method HTTP method
     * @param pattern path, {@code *} for one part of it
     * @param audience who
     * @param roles the roles; empty for any
     * @param states the states of a session in which it answers
     */
    record Rule(HttpMethod method, String pattern, Audience audience, Set<Role> roles, Set<State> states) {
        /** The same, in a locked session and before a password is chosen as well. */
        Rule always() {
            return in(EnumSet.allOf(State.class));
        }

        /** The same, in these states only. */
        Rule in(Set<State> others) {
            return new Rule(method, pattern, audience, roles, others);
        }
    }

    /** Kinds of audiences. */
    enum Audience {
        /** Strangers too. */
        EVERYBODY,
        /** People with a session, and programs with a token. */
        SIGNED_IN,
        /** People with a session only. */
        PEOPLE
    }

    /** States of a session. A program is always free. */
    enum State {
        FREE,
        /** The person has been away, and has to give the password again. */
        LOCKED,
        /** The person has to choose a password first. */
        PASSWORD_DUE
    }

    private static final Role[] LOOKING = {Role.CONTROL, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN};

    static final List<Rule> ALL = List.of(
            everybody(HttpMethod.GET, "/actuator/health"),
            everybody(HttpMethod.HEAD, "/actuator/health"),
            roles(HttpMethod.GET, "/actuator/prometheus", Role.ADMIN, Role.SUPERVISOR),
            everybody(HttpMethod.GET, "/v3/api-docs"),
            everybody(HttpMethod.GET, "/v3/api-docs.yaml"),
            everybody(HttpMethod.POST, "/api/v1/session"),
            signedIn(HttpMethod.GET, "/api/v1/session").always(),
            people(HttpMethod.DELETE, "/api/v1/session").always(),
            people(HttpMethod.POST, "/api/v1/session/lock").in(EnumSet.of(State.FREE, State.PASSWORD_DUE)),
            people(HttpMethod.POST, "/api/v1/session/unlock").always(),
            people(HttpMethod.PUT, "/api/v1/session/password").in(EnumSet.of(State.FREE, State.PASSWORD_DUE)),
            people(HttpMethod.GET, "/api/v1/accounts", Role.ADMIN),
            people(HttpMethod.POST, "/api/v1/accounts", Role.ADMIN),
            people(HttpMethod.PUT, "/api/v1/accounts/*/roles", Role.ADMIN),
            people(HttpMethod.PUT, "/api/v1/accounts/*/disabled", Role.ADMIN),
            people(HttpMethod.POST, "/api/v1/accounts/*/password", Role.ADMIN),
            people(HttpMethod.GET, "/api/v1/tokens", Role.ADMIN),
            people(HttpMethod.POST, "/api/v1/tokens", Role.ADMIN),
            people(HttpMethod.DELETE, "/api/v1/tokens/*", Role.ADMIN),
            roles(HttpMethod.GET, "/api/v1/parcels", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/parcels/*", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/parcels/*/views/*", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/parcels/*/earlier", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/parcels/*/marks", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.PUT, "/api/v1/parcels/*/marks", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.POST, "/api/v1/parcels/*/verdict", Role.OFFICER),
            roles(HttpMethod.POST, "/api/v1/parcels/*/recall", Role.OFFICER),
            roles(HttpMethod.POST, "/api/v1/parcels/*/second-opinion", Role.OFFICER),
            roles(HttpMethod.POST, "/api/v1/parcels/*/rescan", Role.OFFICER),
            roles(HttpMethod.GET, "/api/v1/desk", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/lanes", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/lanes/*/passing/*", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.POST, "/api/v1/lanes/*/belt", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/checks", Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/openings", Role.SUPERVISOR),
            roles(HttpMethod.POST, "/api/v1/parcels/*/opening", Role.SUPERVISOR),
            roles(HttpMethod.POST, "/api/v1/parcels/*/opening/photos", Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/photos/*", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/statistics", Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/statistics.csv", Role.SUPERVISOR),
            roles(HttpMethod.PUT, "/api/v1/declarations/*", Role.SUPERVISOR, Role.ADMIN),
            roles(HttpMethod.POST, "/api/v1/desk/claims", Role.OFFICER),
            roles(HttpMethod.DELETE, "/api/v1/desk/claims", Role.OFFICER),
            roles(HttpMethod.GET, "/api/v1/desk/history", Role.OFFICER),
            roles(HttpMethod.GET, "/api/v1/events", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/cameras", LOOKING),
            roles(HttpMethod.GET, "/api/v1/cameras/live", LOOKING),
            roles(HttpMethod.GET, "/api/v1/cameras/*", LOOKING),
            roles(HttpMethod.GET, "/api/v1/cameras/*/picture", LOOKING),
            roles(HttpMethod.PUT, "/api/v1/cameras/*/zones", Role.CONTROL, Role.ADMIN),
            roles(HttpMethod.POST, "/api/v1/cameras/*/plan/fit", Role.CONTROL, Role.ADMIN),
            roles(HttpMethod.PUT, "/api/v1/cameras/*/plan", Role.CONTROL, Role.ADMIN),
            roles(HttpMethod.DELETE, "/api/v1/cameras/*/plan", Role.CONTROL, Role.ADMIN),
            roles(HttpMethod.GET, "/api/v1/audit", Role.AUDITOR),
            roles(HttpMethod.GET, "/api/v1/audit/verification", Role.AUDITOR));

    private AccessRules() {}

    private static Rule everybody(HttpMethod method, String pattern) {
        return new Rule(method, pattern, Audience.EVERYBODY, Set.of(), EnumSet.allOf(State.class));
    }

    private static Rule signedIn(HttpMethod method, String pattern) {
        return roles(method, pattern);
    }

    private static Rule roles(HttpMethod method, String pattern, Role... roles) {
        return new Rule(method, pattern, Audience.SIGNED_IN, Set.of(roles), EnumSet.of(State.FREE));
    }

    /** What a program must not do, whatever its token says: sessions, accounts, tokens. */
    private static Rule people(HttpMethod method, String pattern, Role... roles) {
        return new Rule(method, pattern, Audience.PEOPLE, Set.of(roles), EnumSet.of(State.FREE));
    }
}
