package org.gwanmun.core.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gwanmun.core.audit.AuditFact;

/**
 * The port by which accounts and tokens are kept. Each change and its audit entry are durable together before it returns.
 * Safe for use by many threads at once.
 */
public interface AccountStore {

    /** All accounts in the order of their names. */
    List<Account> accounts();

    /** The account of that name, in whatever letter case. */
    Optional<Account> findAccount(String name);

    /** Adds an account, unless its name is taken. */
    AccountOutcome create(Account account, AuditFact fact);

    /**
     * Changes an account: {@code change} sees it as it is and answers what it shall be, with the same name. The last
     * administrator who may sign in stays one.
     */
    AccountOutcome change(String name, UnaryOperator<Account> change, AuditFact fact);

    /** All tokens, the newest first, those that are good no more among them. */
    List<ApiToken> tokens();

    /** The token whose secret has that SHA-256. */
    Optional<ApiToken> findToken(String hash);

    /** Adds a token. */
    void create(ApiToken token, AuditFact fact);

    /**
     * Takes a token back.
     *
     * @return the token as it is now; empty if there is none of that id, or it was taken back before
     */
    Optional<ApiToken> revoke(String id, Instant at, AuditFact fact);
}
