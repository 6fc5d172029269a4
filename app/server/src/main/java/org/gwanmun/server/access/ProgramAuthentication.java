package org.gwanmun.server.access;

import java.util.List;
import org.gwanmun.core.access.ApiToken;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A program that showed a good token. */
final class ProgramAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final String tokenId;

    ProgramAuthentication(ApiToken token) {
        super(authorities(token));
        this.tokenId = token.id();
        setAuthenticated(true);
    }

    private static List<SimpleGrantedAuthority> authorities(ApiToken token) {
        return token.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    String tokenId() {
        return tokenId;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return tokenId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProgramAuthentication program && program.tokenId.equals(tokenId) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return tokenId.hashCode();
    }
}
