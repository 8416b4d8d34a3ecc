package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.Types;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Knows the shape of a type from the type itself, so that whatever is added to one is recorded without a word here.
 * Records and sealed interfaces speak for themselves. Of the classes that plugins make there are two kinds: those with a
 * builder, whose parts a record named {@code Fields} lists, and those with a factory method {@code of}.
 */
final class Shapes {
    private final Map<Type, Shape> known = new HashMap<>(Scalar.KNOWN);
    private final Written written;
    private final Remembered remembered;

    Shapes(Written written, Remembered remembered) {
        this.written = written;
        this.remembered = remembered;
    }

    /**
     * The shape of a type.
     *
     * @throws IllegalArgumentException if it is none of the kinds above
     */
    Shape of(Type type) {
        Shape shape = known.get(type);
        if (shape == null) {
            shape = make(type);
            known.put(type, shape);
        }
        return shape;
    }

    private Shape make(Type type) {
        Class<?> raw = Types.getRawType(type);
        List<Type> arguments =
                type instanceof ParameterizedType generic ? List.of(generic.getActualTypeArguments()) : List.of();
        if (raw == Optional.class) {
            return new Many.Maybe(of(arguments.get(0)));
        }
        if (raw == List.class) {
            Shape item = of(arguments.get(0));
            return item instanceof Shared ? shared(Many.list(item)) : Many.list(item);
        }
        if (raw == SortedSet.class) {
            return Many.sortedSet(of(arguments.get(0)));
        }
        if (raw == SortedMap.class && arguments.get(0) == String.class) {
            return new Many.Entries(of(arguments.get(1)));
        }
        if (raw.isEnum()) {
            return Scalar.constant(raw);
        }
        if (raw.isSealed()) {
            return variants(raw, arguments);
        }
        if (raw.isRecord()) {
            return record(raw, arguments);
        }
        return shared(method(raw, "builder")
                .map(builder -> built(raw, builder))
                .or(() -> method(raw, "of").map(factory -> factored(raw, factory)))
                .orElseThrow(() -> new IllegalArgumentException("nothing tells how to record a " + type)));
    }

    private Shape shared(Shape shape) {
        return new Shared(shape, written, remembered);
    }

    private Shape variants(Class<?> type, List<Type> arguments) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Class<?> variant : type.getPermittedSubclasses()) {
            shapes.put(variant.getSimpleName(), record(variant, arguments));
        }
        return new Variants(shapes);
    }

    /** A record of one part, such as a name or an amount, is written as this part. */
    private Shape record(Class<?> type, List<Type> arguments) {
        RecordComponent[] components = type.getRecordComponents();
        List<Fields.Field> fields = Arrays.stream(components)
                .map(component -> new Fields.Field(
                        component.getName(),
                        of(resolve(component.getGenericType(), type, arguments)),
                        open(component.getAccessor())))
                .toList();
        Constructor<?> constructor = constructor(
                type, Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        Fields all = new Fields(type.getSimpleName(), fields, Making.all(constructor::newInstance, fields));
        return fields.size() == 1 && arguments.isEmpty() ? new Single(fields.get(0), all.maker()) : all;
    }

    private static Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method open(Method method) {
        method.setAccessible(true); // of records that only this package sees
        return method;
    }

    private static Type resolve(Type type, Class<?> in, List<Type> arguments) {
        return switch (type) {
            case TypeVariable<?> variable ->
                arguments.get(List.of(in.getTypeParameters()).indexOf(variable));
            case ParameterizedType generic ->
                Types.newParameterizedType(
                        generic.getRawType(),
                        Stream.of(generic.getActualTypeArguments())
                                .map(argument -> resolve(argument, in, arguments))
                                .toArray(Type[]::new));
            default -> type;
        };
    }

    private Shape built(Class<?> type, Method builder) {
        Class<?> parts = Stream.of(type.getDeclaredClasses())
                .filter(nested -> nested.isRecord() && nested.getSimpleName().equals("Fields"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing lists the parts of a " + type));
        List<Fields.Field> fields = new ArrayList<>();
        for (RecordComponent part : parts.getRecordComponents()) {
            fields.add(new Fields.Field(part.getName(), of(part.getGenericType()), getter(type, part.getName())));
        }
        return new Fields(type.getSimpleName(), fields, Making.byBuilder(builder, fields));
    }

    private Shape factored(Class<?> type, Method factory) {
        List<Fields.Field> fields = new ArrayList<>();
        for (Type parameter : factory.getGenericParameterTypes()) {
            Field part = Stream.of(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers())
                            && field.getGenericType().equals(parameter))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nothing keeps " + parameter + " in a " + type));
            fields.add(new Fields.Field(part.getName(), of(parameter), getter(type, part.getName())));
        }
        return new Fields(
                type.getSimpleName(), fields, Making.all(arguments -> factory.invoke(null, arguments), fields));
    }

    private static Method getter(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("a part of " + type + " is not to be seen", e);
        }
    }

    private static Optional<Method> method(Class<?> type, String name) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name) && Modifier.isStatic(method.getModifiers()))
                .findFirst();
    }
}
