/**
 * Load on lanes, from outside: {@link org.gwanmun.cli.load.LaneLoad} runs a {@link org.gwanmun.cli.load.Site} (a server and a
 * belt, each a process) with a simulated officer a lane, kills processes in between, and counts what came of it.
 */
@NullMarked
package org.gwanmun.cli.load;

import org.jspecify.annotations.NullMarked;
