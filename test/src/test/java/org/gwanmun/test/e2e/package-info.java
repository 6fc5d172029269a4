/**
 * The whole suite as a person meets it: {@code demo} in a process of its own, the page in a real browser.
 *
 * <p>{@link org.gwanmun.test.e2e.DemoProcess} starts and stops the server and reads the logins from what it prints. The
 * tests need Debian's chromium and say so when it is not there.
 */
@NullMarked
package org.gwanmun.test.e2e;

import org.jspecify.annotations.NullMarked;
