package org.gwanmun.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The owner's connections in the form in which Flyway asks for them. */
final class OwnerSource extends ConnectionSource {
    private final Database database;

    OwnerSource(Database database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return database.owner();
    }
}
