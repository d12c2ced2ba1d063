/** What verifying a long log costs, beside hashing its bytes. */
@NullMarked
package dev.sallyport.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
