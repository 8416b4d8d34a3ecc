/** Drone's answers as records: public because Moshi reads only public ones, not because they are an API. */
@NullMarked
package io.github.dynagents.droneclient.internal;

import org.jspecify.annotations.NullMarked;
