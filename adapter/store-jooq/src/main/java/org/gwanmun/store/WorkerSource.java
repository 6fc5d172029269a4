package org.gwanmun.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The worker's connections in the form in which a pool asks for them. */
final class WorkerSource extends ConnectionSource {
    private final Database database;

    WorkerSource(Database database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return database.worker();
    }
}
