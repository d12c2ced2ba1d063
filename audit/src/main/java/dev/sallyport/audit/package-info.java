/**
 * The append-only log: record codec, writer, reader. {@code docs/audit-format.md} fixes the bytes;
 * {@link dev.sallyport.audit.store} alone knows the store they lie in.
 */
@NullMarked
package dev.sallyport.audit;

import org.jspecify.annotations.NullMarked;
