package io.stoa.storage.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/** Connections whose writes and commits fail when a test says so. Thread-safe. */
final class FaultySource {

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private volatile Fault onWrite = (number, argument) -> Optional.empty();
    private volatile Fault onCommit = (number, argument) -> Optional.empty();

    /** Decides by the number of the call, and its argument, whether it fails. */
    @FunctionalInterface
    interface Fault {

        Optional<SQLException> at(int number, Object argument);
    }

    /** Says which writes fail; their argument is the statement's text. */
    void onWrite(Fault fault) {
        onWrite = fault;
    }

    /** Says which commits fail. */
    void onCommit(Fault fault) {
        onCommit = fault;
    }

    int commits() {
        return commits.get();
    }

    DataSource around(DataSource real) {
        return wrap(
                DataSource.class,
                real,
                (method, arguments, result) ->
                        result instanceof Connection connection ? around(connection) : result);
    }

    private Connection around(Connection real) {
        return wrap(
                Connection.class,
                real,
                (method, arguments, result) ->
                        result instanceof PreparedStatement statement
                                ? around(statement, String.valueOf(arguments[0]))
                                : result);
    }

    private PreparedStatement around(PreparedStatement real, String text) {
        return wrap(
                PreparedStatement.class,
                real,
                (method, arguments, result) -> result,
                method ->
                        method.getName().equals("executeUpdate")
                                        || method.getName().equals("executeBatch")
                                ? onWrite.at(writes.incrementAndGet(), text)
                                : Optional.empty());
    }

    private <T> T wrap(Class<T> type, T real, Then then) {
        return wrap(
                type,
                real,
                then,
                method ->
                        method.getName().equals("commit")
                                ? onCommit.at(commits.incrementAndGet(), "")
                                : Optional.empty());
    }

    private static <T> T wrap(Class<T> type, T real, Then then, Before before) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("equals")) {
                        return System.identityHashCode(proxy)
                                == System.identityHashCode(arguments[0]);
                    }
                    Optional<SQLException> fault = before.fault(method);
                    if (fault.isPresent()) {
                        throw fault.get();
                    }
                    try {
                        return then.change(method, arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return type.cast(
                Proxy.newProxyInstance(
                        FaultySource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @FunctionalInterface
    private interface Before {

        Optional<SQLException> fault(Method method);
    }

    @FunctionalInterface
    private interface Then {

        Object change(Method method, Object[] arguments, Object result);
    }
}
