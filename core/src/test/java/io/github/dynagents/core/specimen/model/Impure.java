package io.github.dynagents.core.specimen.model;

import java.io.File;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

record Impure(InstantSource clock, Thread thread, File file, Random random, System.Logger logger, ReentrantLock lock) {
    static Instant now() {
        return Instant.now();
    }

    static long home() {
        return System.getProperty("user.home").length();
    }

    static double chance() {
        return Math.random();
    }

    static long count(List<String> all) {
        return all.parallelStream().count();
    }
}
