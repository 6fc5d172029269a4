package org.gwanmun.server.lane;

import java.nio.file.Path;

/** Where the daily checks of the machines are kept, a file each. */
public record CheckHistories(Path folder) {}
