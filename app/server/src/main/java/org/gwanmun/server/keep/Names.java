package org.gwanmun.server.keep;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.keep.Places.Place;
import org.gwanmun.store.Database;
import org.gwanmun.store.StoreSettings.Kind;

/** Files and stores as the command line names them. */
final class Names {
    private Names() {}

    static Path file(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw Refusal.badInput(KeepMessage.BAD_FILE_NAME, name);
        }
    }

    /** The store that is there; none is made. */
    static Database existing(Place place, SecureRandom random) {
        boolean there = place.store().kind() == Kind.POSTGRESQL
                || Files.exists(place.store().folder().orElseThrow().resolve("gwanmun.mv.db"));
        if (!there) {
            throw Refusal.badInput(KeepMessage.NO_STORE, place.data());
        }
        Database database = Database.openToRead(place.store(), random);
        try {
            database.requireWhole();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }
}
