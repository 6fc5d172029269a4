package org.gwanmun.server.access;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** Who may call what. Whatever is not in this table, or a file of the page, is refused. */
final class AccessRules {
    /**
     * One line of the table.
     *
     * @param method HTTP method
     * @param pattern path, {@code *} for one part of it
     * @param audience who
     * @param roles the roles, if the audience is {@link Audience#ROLES}
     */
    record Rule(HttpMethod method, String pattern, Audience audience, Set<Role> roles) {}

    /** Kinds of audiences. */
    enum Audience {
        EVERYBODY,
        SIGNED_IN,
        ROLES
    }

    static final List<Rule> ALL = List.of(
            everybody(HttpMethod.GET, "/actuator/health"),
            everybody(HttpMethod.HEAD, "/actuator/health"),
            everybody(HttpMethod.GET, "/v3/api-docs"),
            everybody(HttpMethod.GET, "/v3/api-docs.yaml"),
            everybody(HttpMethod.POST, "/api/v1/session"),
            signedIn(HttpMethod.GET, "/api/v1/session"),
            signedIn(HttpMethod.DELETE, "/api/v1/session"),
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
            roles(HttpMethod.POST, "/api/v1/desk/claims", Role.OFFICER),
            roles(HttpMethod.DELETE, "/api/v1/desk/claims", Role.OFFICER),
            roles(HttpMethod.GET, "/api/v1/desk/history", Role.OFFICER),
            roles(HttpMethod.GET, "/api/v1/events", Role.OFFICER, Role.SUPERVISOR),
            roles(HttpMethod.GET, "/api/v1/audit", Role.AUDITOR));

    private AccessRules() {}

    private static Rule everybody(HttpMethod method, String pattern) {
        return new Rule(method, pattern, Audience.EVERYBODY, Set.of());
    }

    private static Rule signedIn(HttpMethod method, String pattern) {
        return new Rule(method, pattern, Audience.SIGNED_IN, Set.of());
    }

    private static Rule roles(HttpMethod method, String pattern, Role... roles) {
        return new Rule(method, pattern, Audience.ROLES, Set.of(roles));
    }
}
