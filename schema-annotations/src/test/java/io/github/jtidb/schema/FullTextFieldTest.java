package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FullTextFieldTest {

    @TableModel
    record Page(
            @Id int id,
            @Text String plain,
            @FullTextField String body,

            @FullTextField(parser = FullTextField.Parser.STANDARD, index = false)
            String title) {}

    @Test
    void of_fullText() {
        TableSchema schema = TableSchema.of(Page.class);
        assertThat(schema.fullTextColumns()).extracting(ColumnSchema::field).containsExactly("body", "title");
        assertThat(schema.requireColumn("body").fullText())
                .hasValue(new ColumnSchema.FullText(FullTextField.Parser.MULTILINGUAL, true));
        assertThat(schema.requireColumn("title").fullText())
                .hasValue(new ColumnSchema.FullText(FullTextField.Parser.STANDARD, false));
        assertThat(schema.requireColumn("plain").fullText()).isEmpty();
    }
}
