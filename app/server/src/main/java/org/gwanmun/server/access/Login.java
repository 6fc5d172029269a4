package org.gwanmun.server.access;

import org.gwanmun.core.access.Account;

/**
 * A login to be told to the person once, when it is made.
 *
 * @param account whose
 * @param password in clear; only its hash is kept by the server
 */
public record Login(Account account, String password) {
    /** The user name. */
    public String user() {
        return account.name();
    }

    @Override
    public String toString() {
        return "Login[" + account + "]";
    }
}
