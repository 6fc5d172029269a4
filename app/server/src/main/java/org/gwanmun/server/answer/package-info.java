/**
 * The shape of every refusal: {@code {"error":{"code","message"}}}, the message in the language the browser asks for. A
 * feature throws an {@link org.gwanmun.server.answer.ApiFailure}; {@code ApiErrors} turns it, and whatever Spring itself
 * refuses, into that shape; filters in front use {@link org.gwanmun.server.answer.Answers} directly.
 */
@NullMarked
package org.gwanmun.server.answer;

import org.jspecify.annotations.NullMarked;
