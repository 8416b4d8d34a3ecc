package io.github.dynagents.core.specimen.model;

import io.github.dynagents.core.specimen.policy.Policeman;

record LooksAhead(Policeman policeman) {}
