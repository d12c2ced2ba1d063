/**
 * What one policy decision costs, beside other engines on the same rules and calls. {@link
 * dev.sallyport.benchmarks.policy.Workload} makes rules and calls that belong to no engine; a class
 * for each engine translates them.
 */
@NullMarked
package dev.sallyport.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
