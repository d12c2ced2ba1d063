/** The store under the log: Chronicle Queue used for raw bytes, and nothing else that names it. */
@NullMarked
package dev.sallyport.audit.store;

import org.jspecify.annotations.NullMarked;
