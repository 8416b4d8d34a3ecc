package io.github.dynagents.runner.internal.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that reads a part of what another one reads. The other's further keys may stand in the file too, and are not
 * looked into: whatever they refer to need not be there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface PartOf {
    /** The whole. */
    Class<? extends Record> value();
}
