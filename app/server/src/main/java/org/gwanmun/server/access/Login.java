package org.gwanmun.server.access;

/**
 * A login to be told to the person once, when it is made.
 *
 * @param role what the person is
 * @param user user name
 * @param password in clear; only its hash is kept by the server
 */
public record Login(Role role, String user, String password) {
    @Override
    public String toString() {
        return "Login[" + user + ", " + role + "]";
    }
}
