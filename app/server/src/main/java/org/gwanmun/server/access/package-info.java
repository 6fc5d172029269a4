/**
 * Who may do what. {@link org.gwanmun.server.access.AccessRules} is the one table; what it does not name is refused, to a
 * stranger with 401, to everybody else with 403, never with a redirect.
 *
 * <p>People come with a session: {@code SessionController} opens and closes it, {@code OpenSessions} knows which are open,
 * and {@code SessionGuard} stands in front of every request, so that an idle session is locked (423) and a one-time password
 * is changed (403) before anything else answers. Programs come with a token: {@code TokenFilter}. {@code LoginThrottle} slows
 * down guessing at both. {@code AccountController} and {@code TokenController} are the administrator's. {@code Accounts}
 * makes passwords and secrets, and {@code Pseudonyms} gives each account the id under which the audit chain and the request
 * log know it.
 */
@NullMarked
package org.gwanmun.server.access;

import org.jspecify.annotations.NullMarked;
