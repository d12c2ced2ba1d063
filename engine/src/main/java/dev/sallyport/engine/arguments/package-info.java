/**
 * Strict reading of a call's arguments (JSON, RFC 8259) in one pass over the raw text, to just the
 * values that a policy reads. Nothing here allocates once it is warm, input that is refused
 * included, and nothing takes more than linear time.
 *
 * <p>{@link dev.sallyport.engine.arguments.ArgumentPaths} says which values are wanted; a {@link
 * dev.sallyport.engine.arguments.ArgumentScan} finds them as {@link
 * dev.sallyport.engine.arguments.Value}s; a {@link dev.sallyport.engine.arguments.ValueCursor}
 * walks the elements of lists. An {@link dev.sallyport.engine.arguments.ArgumentShape} tells what
 * arguments look like without their values.
 */
@NullMarked
package dev.sallyport.engine.arguments;

import org.jspecify.annotations.NullMarked;
