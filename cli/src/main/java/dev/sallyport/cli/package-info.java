/**
 * {@code java -jar sallyport.jar COMMAND}: one class per command. {@link dev.sallyport.cli.Main}
 * dispatches; nothing here runs inside a governed application.
 */
@NullMarked
package dev.sallyport.cli;

import org.jspecify.annotations.NullMarked;
