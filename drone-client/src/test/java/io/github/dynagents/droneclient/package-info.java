@NullMarked
package io.github.dynagents.droneclient;

import org.jspecify.annotations.NullMarked;
