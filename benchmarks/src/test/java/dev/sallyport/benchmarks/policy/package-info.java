@NullMarked
package dev.sallyport.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
