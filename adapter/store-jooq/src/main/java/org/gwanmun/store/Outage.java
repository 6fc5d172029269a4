package org.gwanmun.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import javax.sql.DataSource;
import org.gwanmun.core.message.Refusal;
import org.h2.mvstore.MVStoreException;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * A database that cannot be reached, told apart from one that says no. It hands out the pool's connections: a call that got
 * none asks no second time, so that it does not wait again for each statement and for the rollback of nothing.
 */
final class Outage implements ConnectionProvider {
    /** PostgreSQL: shut down by an administrator, crashed, starting, or full. */
    private static final Set<String> POSTGRES = Set.of("57P01", "57P02", "57P03", "53300", "53100");

    /** H2: file corrupted, disk full or unreadable, already closed, object closed. */
    private static final Set<Integer> H2 = Set.of(90028, 90031, 90067, 90098, 90121);

    private static final ThreadLocal<@Nullable SQLException> FAILED_IN_THIS_CALL = new ThreadLocal<>();

    private final DataSource pool;
    private final String place;

    Outage(DataSource pool, String place) {
        this.pool = pool;
        this.place = place;
    }

    @Override
    public Connection acquire() {
        SQLException before = FAILED_IN_THIS_CALL.get();
        if (before != null) {
            throw new DataAccessException(String.valueOf(before.getMessage()), before);
        }
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            FAILED_IN_THIS_CALL.set(e);
            throw new DataAccessException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DataAccessException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether this, or what caused it, is an outage. */
    static boolean is(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if ((cause instanceof SQLException said && is(said)) || cause instanceof MVStoreException) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || state.startsWith("08")
                || POSTGRES.contains(state)
                || H2.contains(failure.getErrorCode());
    }

    /** A port whose calls end in one {@link Refusal} when the database cannot be reached. */
    <T> T told(Class<T> port, T store) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        Throwable failure = e.getCause() == null ? e : e.getCause();
                        if (failure instanceof Exception thrown && !(thrown instanceof Refusal) && is(thrown)) {
                            throw Refusal.unavailable(StoreMessage.UNREACHABLE, place, Database.firstLine(thrown));
                        }
                        throw failure;
                    } finally {
                        FAILED_IN_THIS_CALL.remove();
                    }
                }));
    }
}
