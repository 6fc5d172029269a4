/**
 * Who there is: accounts of people, tokens of programs, and the roles that both may have.
 *
 * <p>Start at {@link org.gwanmun.core.access.Account}. {@link org.gwanmun.core.access.AccountStore} is the port by which they
 * are kept; every change goes together with its entry in the audit chain. What a role may do is the affair of whoever asks.
 */
@NullMarked
package org.gwanmun.core.access;

import org.jspecify.annotations.NullMarked;
