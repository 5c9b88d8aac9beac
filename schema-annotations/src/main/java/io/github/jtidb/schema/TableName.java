package io.github.jtidb.schema;

import java.lang.reflect.Type;

/** Stands for the class of a table that has none, so that the rules of classes and their messages serve it, too. */
record TableName(String name) implements Type {

    @Override
    public String getTypeName() {
        return "Table '" + name + "'";
    }
}
