/**
 * Who may do what. {@link org.gwanmun.server.access.AccessRules} is the one table; what it does not name is refused, to a
 * stranger with 401, to everybody else with 403, never with a redirect. {@code SessionController} opens and closes
 * sessions, {@code LoginThrottle} slows down guessing, and {@code Pseudonyms} gives each account the id under which the
 * audit chain knows it.
 */
@NullMarked
package org.gwanmun.server.access;

import org.jspecify.annotations.NullMarked;
