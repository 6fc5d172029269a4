package org.gwanmun.xray.lane;

/**
 * The person at the desk.
 *
 * @param user user name, kept with the verdict
 * @param pseudonym the id that stands for the person in the audit chain
 */
public record Officer(String user, String pseudonym) {}
