/** Machines on Google Kubernetes Engine. */
@NullMarked
package io.github.dynagents.gcp;

import org.jspecify.annotations.NullMarked;
