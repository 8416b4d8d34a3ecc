package io.github.dynagents.core.specimen.model;

record MoneyImpl() {}
