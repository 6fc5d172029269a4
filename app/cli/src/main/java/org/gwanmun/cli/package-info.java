/**
 * The command line. {@link org.gwanmun.cli.Gwanmun} is the door; each command is one class that reads its options, calls
 * the rooms, and prints. Machine-readable output goes to standard output with {@code --json}, human text otherwise;
 * everything else to standard error. Exit codes: 0 done, 1 a check failed, 2 bad usage or input, 3 could not.
 */
@NullMarked
package org.gwanmun.cli;

import org.jspecify.annotations.NullMarked;
