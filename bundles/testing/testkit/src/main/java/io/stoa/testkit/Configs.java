package io.stoa.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Makes configurations without Configuration Admin. Stateless. */
public final class Configs {

    private Configs() {}

    /** Returns a configuration with its defaults. */
    public static <A> A defaults(Class<A> type) {
        return of(type, Map.of());
    }

    /**
     * Returns a configuration with some values other than the defaults.
     *
     * @param values the values by the names of the annotation's methods
     */
    public static <A> A of(Class<A> type, Map<String, Object> values) {
        InvocationHandler handler =
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "toString" -> type.getSimpleName() + values;
                            case "hashCode" -> values.hashCode();
                            case "annotationType" -> type;
                            case "equals" ->
                                    System.identityHashCode(proxy)
                                            == System.identityHashCode(arguments[0]);
                            default ->
                                    values.getOrDefault(method.getName(), method.getDefaultValue());
                        };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
