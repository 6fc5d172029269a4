package org.gwanmun.store.backup;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the suite keeps what is not in the database.
 *
 * @param data the data folder, below which scans, photographs and secrets lie
 * @param heads the file of signed heads of the audit chain, which may lie elsewhere
 */
public record DataFiles(Path data, Path heads) {
    /**
     * Files of the data folder that a backup needs beside what the tables name. Not here: the password of an H2 database's
     * owner, which each database makes anew, and keys of tracking cases, which no backup may hold.
     */
    static final List<String> SECRETS = List.of("secrets/pseudonym.key", "secrets/head.key", "secrets/head.pub.pem");

    /** Folders of the data folder that are kept as a whole. */
    static final List<String> FOLDERS = List.of("photos", "secrets/lanes");

    public DataFiles {
        data = data.toAbsolutePath().normalize();
        heads = heads.toAbsolutePath().normalize();
    }
}
