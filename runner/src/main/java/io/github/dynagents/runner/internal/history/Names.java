package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.model.Labels;

/** What repositories, pipelines and labels are called in a trace. */
public interface Names {
    /** As they are. */
    Names REAL = new Names() {
        @Override
        public String repo(String name) {
            return name;
        }

        @Override
        public String pipeline(String name) {
            return name;
        }

        @Override
        public Labels labels(Labels labels) {
            return labels;
        }
    };

    String repo(String name);

    String pipeline(String name);

    Labels labels(Labels labels);
}
