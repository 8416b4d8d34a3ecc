@NullMarked
package io.github.dynagents.digitalocean;

import org.jspecify.annotations.NullMarked;
