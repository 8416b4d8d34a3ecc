/** {@code CiServer} for Drone: {@link io.github.dynagents.droneclient.DroneServer} is where to begin. */
@NullMarked
package io.github.dynagents.droneclient;

import org.jspecify.annotations.NullMarked;
