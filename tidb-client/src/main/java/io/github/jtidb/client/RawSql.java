package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.NamedSql;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.jdbc.Session;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the SQL that callers write, with their values bound. */
final class RawSql {

    /** How far to look: what a statement is stands in its first words. */
    private static final int FIRST_WORDS = 80;

    /** These would change the connection under the pool, for whoever gets it next. */
    private static final Pattern CONNECTION_STATE =
            Pattern.compile("(BEGIN|START TRANSACTION|COMMIT|ROLLBACK(?! (WORK )?TO\\b)|USE|SET SCHEMA"
                    + "|SET (SESSION |GLOBAL |@@(SESSION\\.|GLOBAL\\.)?)?AUTOCOMMIT)\\b");

    /** These end the transaction they run in, silently. */
    private static final Pattern ENDS_TRANSACTION = Pattern.compile("(CREATE|DROP|ALTER|TRUNCATE|RENAME)\\b");

    private RawSql() {}

    static long execute(Session session, String sql, Map<String, ? extends @Nullable Object> parameters) {
        return session.update(parsed(session, sql, parameters));
    }

    static QueryResult query(Session session, String sql, Map<String, ? extends @Nullable Object> parameters) {
        return new QueryResult(session.table(parsed(session, sql, parameters)), session.dialect());
    }

    private static Sql parsed(Session session, String sql, Map<String, ? extends @Nullable Object> parameters) {
        if (sql.isBlank()) {
            throw new IllegalArgumentException("The statement is blank: expected SQL.");
        }
        String words = firstWords(sql);
        Matcher state = CONNECTION_STATE.matcher(words);
        if (state.lookingAt()) {
            throw new IllegalArgumentException(
                    "A statement " + state.group(1) + " would change a connection that others use next: use"
                            + " client.transaction(…) for transactions, and client.useDatabase(…) for databases.");
        }
        Matcher ends = ENDS_TRANSACTION.matcher(words);
        if (session.isTransaction() && ends.lookingAt()) {
            throw new IllegalArgumentException("A statement " + ends.group(1)
                    + " would commit the transaction in the middle: run it before or after.");
        }
        return NamedSql.of(session.dialect(), sql, parameters);
    }

    /** The words after leading blanks and comments, in upper case, with one blank between them. */
    private static String firstWords(String sql) {
        int start = 0;
        int end = -1;
        while (start < sql.length() && start != end) {
            end = start;
            while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
                start++;
            }
            if (sql.startsWith("/*", start)) {
                start = after(sql, "*/", start + 2);
            } else if (sql.startsWith("--", start) || sql.startsWith("#", start)) {
                start = after(sql, "\n", start);
            }
        }
        String words = sql.substring(start, Math.min(sql.length(), start + FIRST_WORDS));
        return words.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    }

    private static int after(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }
}
