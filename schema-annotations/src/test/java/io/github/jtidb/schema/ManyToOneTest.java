package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ManyToOneTest {

    @TableModel
    record User(@Id long id, String name) {}

    @TableModel
    record Message(
            @Id int id,
            Long userId,
            @ManyToOne("user_id") User user,
            @Text String text) {}

    @TableModel
    record Unknown(
            @Id int id, Long userId, @ManyToOne("usrId") User user) {}

    @TableModel
    record NoTable(
            @Id int id, Long userId, @ManyToOne("userId") String user) {}

    @TableModel
    record Twice(
            @Id int id,
            Long userId,
            @Column @ManyToOne("userId") User user) {}

    @TableModel
    record NoKey(
            @Id int id,
            @Text String userId,
            @ManyToOne("userId") User user) {}

    @TableModel
    record Bare(@Id int id, User user) {}

    @Test
    void relation_isNoColumn() {
        TableSchema schema = TableSchema.of(Message.class);

        assertThat(schema.columns()).extracting(ColumnSchema::field).containsExactly("id", "userId", "text");
        assertThat(schema.relations())
                .containsExactly(new TableSchema.Relation("user", User.class, schema.requireColumn("userId")));
    }

    @Test
    void mistakes_areRefusedWithTheRemedy() {
        refused(Unknown.class, "usrId", "userId");
        refused(NoTable.class, "String", "@TableModel");
        refused(Twice.class, "@Column", "Keep one");
        refused(NoKey.class, "TEXT", "key");
        refused(Bare.class, "no column holds", "@ManyToOne");
    }

    private static void refused(Class<?> type, String... texts) {
        assertThatThrownBy(() -> TableSchema.of(type))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll(texts);
    }
}
