/** What an HTTP request costs in a process with the javaagent, beside one without. */
@NullMarked
package dev.sallyport.benchmarks.request;

import org.jspecify.annotations.NullMarked;
