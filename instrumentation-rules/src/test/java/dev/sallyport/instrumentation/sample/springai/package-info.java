/** What an application that uses Spring AI looks like; loaded by a loader that weaves it. */
@NullMarked
package dev.sallyport.instrumentation.sample.springai;

import org.jspecify.annotations.NullMarked;
