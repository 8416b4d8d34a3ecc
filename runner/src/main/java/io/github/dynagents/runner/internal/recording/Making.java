package io.github.dynagents.runner.internal.recording;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways in which values are put together from their parts. */
final class Making {
    private Making() {}

    /** Makes a value of all its parts, in order. */
    interface OfAll {
        Object make(Object... parts) throws ReflectiveOperationException;
    }

    static Fields.Maker all(OfAll constructor, List<Fields.Field> fields) {
        return new Fields.Maker() {
            @Override
            public boolean hasDefault(String field) {
                return false;
            }

            @Override
            public Object make(Map<String, Object> parts) throws ReflectiveOperationException {
                return constructor.make(fields.stream()
                        .map(field -> Objects.requireNonNull(parts.get(field.name())))
                        .toArray());
            }
        };
    }

    /** The first parts are given to the builder at once; what is missing of the others keeps the builder's default. */
    static Fields.Maker byBuilder(Method builder, List<Fields.Field> fields) {
        int required = builder.getParameterCount();
        return new Fields.Maker() {
            @Override
            public boolean hasDefault(String field) {
                return fields.stream().skip(required).anyMatch(one -> one.name().equals(field));
            }

            @Override
            public Object make(Map<String, Object> parts) throws ReflectiveOperationException {
                Object made = builder.invoke(
                        null,
                        fields.stream()
                                .limit(required)
                                .map(one -> parts.get(one.name()))
                                .toArray());
                for (Fields.Field field : fields.subList(required, fields.size())) {
                    Object part = parts.get(field.name());
                    Object bare = part instanceof Optional<?> maybe ? maybe.orElse(null) : part;
                    if (bare != null) {
                        Method setter = setter(made.getClass(), field.name());
                        setter.invoke(made, argument(setter.getParameterTypes()[0], bare));
                    }
                }
                return made.getClass().getMethod("build").invoke(made);
            }
        };
    }

    private static Method setter(Class<?> builder, String name) {
        return Stream.of(builder.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(builder + " does not take " + name));
    }

    /** As it is, or as the array that a setter of any number of values takes. */
    private static Object argument(Class<?> parameter, Object value) {
        if (!parameter.isArray()) {
            return value;
        }
        Collection<?> items = (Collection<?>) value;
        return items.toArray((Object[]) Array.newInstance(parameter.getComponentType(), items.size()));
    }
}
