package org.gwanmun.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.random.RandomGenerator;
import org.gwanmun.core.message.Refusal;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jooq.SQLDialect;

/** The H2 files of a folder, which one process at a time has open. */
final class H2Database extends Database {
    private static final String OWNER = "sa";
    private static final String WORKER = "gwanmun_worker";
    private static final String WRONG_PASSWORD = "28000";

    /** Interrupting a thread that reads or writes closes the file in Java; H2 then opens it again and goes on. */
    private static final String FILE = "jdbc:h2:retry:";

    /** These make H2 read what PostgreSQL reads. */
    private static final String SESSION = ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    /** So do these, which only the owner may say. WRITE_DELAY=0: an acknowledged commit has left the process. */
    private static final String FILES = ";MODE=PostgreSQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    private final FolderLock lock;
    private final Path folder;
    private final String url;
    private final String ownerPassword;
    private final String workerPassword;

    /** Open as long as the store: H2 closes its files with the last connection. */
    private Connection keeper;

    private H2Database(
            FolderLock lock, Path folder, String url, String ownerPassword, String workerPassword, Connection keeper) {
        this.lock = lock;
        this.folder = folder;
        this.url = url;
        this.ownerPassword = ownerPassword;
        this.workerPassword = workerPassword;
        this.keeper = keeper;
    }

    static H2Database connect(Path folder, RandomGenerator secrets) {
        Path absolute = folder.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.acquire(absolute);
        try {
            String url = FILE + escaped(absolute.resolve("gwanmun")) + SESSION;
            String password = SecretFile.of(absolute.resolve("owner.key"), secrets);
            Connection keeper = owner(absolute, url + FILES, password);
            return new H2Database(lock, absolute, url, password, SecretFile.fresh(secrets), keeper);
        } catch (IOException e) {
            release(lock);
            throw Refusal.unavailable(StoreMessage.NOT_WRITABLE, absolute, e.toString());
        } catch (SQLException e) {
            release(lock);
            throw Refusal.unavailable(StoreMessage.CANNOT_OPEN, absolute, firstLine(e));
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /** Databases of the first version had an owner without a password. */
    private static Connection owner(Path folder, String url, String password) throws SQLException {
        boolean there = Files.exists(folder.resolve("gwanmun.mv.db"));
        try {
            return DriverManager.getConnection(url, OWNER, password);
        } catch (SQLException e) {
            if (!there || !WRONG_PASSWORD.equals(e.getSQLState())) {
                throw e;
            }
            Connection owner = DriverManager.getConnection(url, OWNER, "");
            try (Statement statement = owner.createStatement()) {
                statement.execute("alter user " + OWNER + " set password '" + password + "'");
                return owner;
            } catch (SQLException notChanged) {
                owner.close();
                throw notChanged;
            }
        }
    }

    @Override
    public Connection owner() throws SQLException {
        return DriverManager.getConnection(url + FILES, OWNER, ownerPassword);
    }

    @Override
    public Connection snapshot() throws SQLException {
        Connection connection = owner();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session characteristics as transaction isolation level snapshot");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    void admitWorker() throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("create user if not exists " + WORKER + " password '" + workerPassword + "'");
            statement.execute("alter user " + WORKER + " set password '" + workerPassword + "'");
            Rights.grant(owner, WORKER);
        }
    }

    /** H2 gives up when the disk is full. Once there is room again, its files are opened anew. */
    @Override
    synchronized Connection worker() throws SQLException {
        if (!alive(keeper)) {
            reopen();
        }
        String worker = url + ";LOCK_TIMEOUT=10000";
        try {
            return DriverManager.getConnection(worker, WORKER, workerPassword);
        } catch (SQLException e) {
            if (e.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1) {
                throw e;
            }
            reopen(); // it was this process that had it open
            return DriverManager.getConnection(worker, WORKER, workerPassword);
        }
    }

    private void reopen() throws SQLException {
        // A store that has given up on its disk keeps its file locked, and does not answer to being closed.
        if (keeper.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session && !session.isClosed()) {
            session.getDatabase().getStore().getMvStore().getFileStore().close();
        }
        keeper = owner();
    }

    /** By a question: H2 calls a connection valid whose database has closed itself. */
    private static boolean alive(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException closed) {
            return false;
        }
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.H2;
    }

    @Override
    public synchronized void close() {
        try {
            keeper.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The store could not be closed: " + e.getMessage(), e);
        } finally {
            release(lock);
        }
    }

    /** H2 ends the file name at a semicolon unless it is escaped. */
    private static String escaped(Path path) {
        return path.toString().replace("\\", "/").replace(";", "\\;");
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
