/**
 * Tells what kind of statement an SQL text is, without knowing the database that reads it. What two
 * databases may read differently is of no known kind.
 *
 * <p>Public type: {@link dev.sallyport.enforcer.sql.SqlClassifier}. Only {@code SqlParse} knows the
 * parser's library, which is loaded with the first text.
 */
@NullMarked
package dev.sallyport.enforcer.sql;

import org.jspecify.annotations.NullMarked;
