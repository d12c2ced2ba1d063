/**
 * Text tests compiled to table-driven automata: regular expressions in RE2 syntax and plain texts.
 * A test costs one table step for each character of the text, whatever the pattern and however many
 * tests are looked for at once; what would need too large a table is refused when it is compiled.
 */
@NullMarked
package dev.sallyport.engine.pattern;

import org.jspecify.annotations.NullMarked;
