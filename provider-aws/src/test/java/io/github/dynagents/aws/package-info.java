@NullMarked
package io.github.dynagents.aws;

import org.jspecify.annotations.NullMarked;
