@NullMarked
package dev.sallyport.benchmarks.log;

import org.jspecify.annotations.NullMarked;
