/** Machines on DigitalOcean's Droplets. */
@NullMarked
package io.github.dynagents.digitalocean;

import org.jspecify.annotations.NullMarked;
