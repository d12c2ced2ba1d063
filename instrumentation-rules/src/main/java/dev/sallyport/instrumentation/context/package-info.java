/** On whose behalf a thread acts, taken along from thread to thread. */
@NullMarked
package dev.sallyport.instrumentation.context;

import org.jspecify.annotations.NullMarked;
