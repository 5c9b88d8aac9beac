package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.schema.FullTextField.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Cuts text into words: at the boundaries that Unicode defines, in lower case, neither stemmed nor left out. MULTILINGUAL
 * takes Chinese, Japanese and Korean text, which has no blanks between words, as its single characters and its pairs of
 * neighbours; a query for one character finds the character, a longer one the pairs. No character is an operator.
 * Thread-safe.
 */
final class Words {

    private static final Map<Parser, Words> PARSERS =
            Map.of(Parser.STANDARD, new Words(Parser.STANDARD), Parser.MULTILINGUAL, new Words(Parser.MULTILINGUAL));

    private final Analyzer documents;
    private final Analyzer queries;

    private Words(Parser parser) {
        documents = analyzer(parser, true);
        queries = analyzer(parser, false);
    }

    static Words of(Parser parser) {
        return Objects.requireNonNull(PARSERS.get(parser));
    }

    private static Analyzer analyzer(Parser parser, boolean singles) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer words = new StandardTokenizer();
                if (parser == Parser.STANDARD) {
                    return new TokenStreamComponents(words, new LowerCaseFilter(words));
                }
                TokenStream lower = new LowerCaseFilter(new CJKWidthFilter(words));
                int scripts = CJKBigramFilter.HAN
                        | CJKBigramFilter.HIRAGANA
                        | CJKBigramFilter.KATAKANA
                        | CJKBigramFilter.HANGUL;
                return new TokenStreamComponents(words, new CJKBigramFilter(lower, scripts, singles));
            }
        };
    }

    /** For the index, of stored texts. */
    Analyzer documents() {
        return documents;
    }

    /** The words of a stored text, as often as they occur. */
    Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        cut(documents, text).forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }

    /** The different words of a query, in order. */
    Set<String> query(String text) {
        return new LinkedHashSet<>(cut(queries, text));
    }

    private static List<String> cut(Analyzer analyzer, String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("text", text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("Cutting a text in memory failed", e);
        }
        return words;
    }
}
