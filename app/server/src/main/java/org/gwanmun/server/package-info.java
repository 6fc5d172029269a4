/**
 * The server: what people reach with a browser. One process, bound to this machine only unless it is told otherwise.
 *
 * <p>Start at {@link org.gwanmun.server.GwanmunServer}, the command line ({@code serve}, {@code demo}, {@code account}, {@code
 * config}), and go on to {@code Suite}, which opens the store and starts Spring with the values of {@code settings}. What a
 * person may do is one table, {@code access.AccessRules}; what the desk asks for is in {@code lane}, the audit list in {@code
 * audit}, the request log in {@code log}, the page in {@code page}, the shape of every refusal in {@code answer}, and the
 * digital twin that stands in for a machine in {@code demo}, the only package here that knows that there is a twin.
 */
@NullMarked
package org.gwanmun.server;

import org.jspecify.annotations.NullMarked;
