package org.gwanmun.server;

import java.nio.file.Path;
import org.gwanmun.core.audit.HeadFile;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.store.backup.DataFiles;

/** Where the files lie that belong to the store and are not in its database. */
final class KeptFiles {
    private KeptFiles() {}

    static DataFiles files(Path data, Settings settings) {
        return new DataFiles(data, headFile(data, settings));
    }

    static Path headFile(Path data, Settings settings) {
        return data.resolve(settings.audit().headsDir()).resolve(HeadFile.NAME);
    }
}
