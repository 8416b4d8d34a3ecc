package io.github.dynagents.testkit.drone;

import java.util.List;

/** One page of a list: from 1, with 25 entries unless the caller asks for another number. */
record Page(long skip, int size) {
    /** Numbers that are none read as 0, as in Drone. */
    static Page of(Call call, int largest) {
        int asked = number(call.parameter("per_page"));
        int size = asked < 1 || asked > largest ? 25 : asked;
        return new Page(Math.max(0L, number(call.parameter("page")) - 1L) * size, size);
    }

    private static int number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip(skip).limit(size).toList();
    }
}
