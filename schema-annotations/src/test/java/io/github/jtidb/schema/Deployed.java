package io.github.jtidb.schema;

/** A table class in a file of its own, for {@link ClassLoadingTest} to load anew. */
@TableModel
record Deployed(@Id int id) {}
