package org.gwanmun.server.keep;

import java.nio.file.Path;
import org.gwanmun.store.StoreSettings;
import org.gwanmun.store.backup.DataFiles;

/** Finds where data lie, by the environment, the configuration file and what the command line says. */
@FunctionalInterface
public interface Places {
    /**
     * Finds it.
     *
     * @param home data folder given on the command line, or nothing
     * @param config configuration file given on the command line, or nothing
     */
    Place find(String home, String config);

    /**
     * Where the data of one suite lie.
     *
     * @param data the data folder
     * @param store its database
     * @param files what is not in the database
     * @param backups where backups go
     */
    record Place(Path data, StoreSettings store, DataFiles files, Path backups) {}
}
