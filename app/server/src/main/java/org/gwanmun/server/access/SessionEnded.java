package org.gwanmun.server.access;

/**
 * A session or a token's use is over, or its person has gone away: whatever is being told to it must stop.
 *
 * @param key as {@link Caller#key} says
 */
public record SessionEnded(String key) {}
